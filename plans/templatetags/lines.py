"""Owns how the lines of a template that are too long for one are broken where no space may be shown."""

import re

from django import template
from django.template.base import NodeList, Parser, TextNode, Token

register = template.Library()


@register.tag
def joined(parser: Parser, token: Token) -> template.Node:
    """``{% joined %}`` … ``{% endjoined %}``: without the line ends in it and the indentation after them.

    They are taken away when the template is compiled; it costs nothing when it is shown.
    """
    nodes = parser.parse(("endjoined",))
    parser.delete_first_token()
    for node in nodes.get_nodes_by_type(TextNode):
        if isinstance(node, TextNode):
            node.s = re.sub(r"\n *", "", node.s)
    return _Joined(nodes)


class _Joined(template.Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> str:
        return self.nodelist.render(context)
