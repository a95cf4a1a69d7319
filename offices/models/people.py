"""Owns people, posts and who holds which role at which office, from when until when."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from offices.models.office import Office


class Person(AbstractUser):
    """Somebody who logs in. Rights come from memberships, not from the person."""

    NAME_FIELDS = ("name_bn", "first_name", "last_name", "username")  # what the name is made of

    name_bn = models.CharField(_("name in Bengali"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.own_name or self.username

    @property
    def own_name(self) -> str:
        """The name as people say it; empty where only that for log-in is known."""
        return self.name_bn or self.get_full_name()


class Post(models.Model):
    """A post of an office (form column 5): people are transferred, posts stay."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="posts", verbose_name=_("office"))
    title = models.CharField(_("title"), max_length=200)

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [models.UniqueConstraint(fields=("office", "title"), name="post_once_per_office")]

    def __str__(self) -> str:
        return self.title


class Role(models.TextChoices):
    FOCAL_POINT = "focal_point", _("Focal point")
    HEAD = "head", _("Head of the office")
    REVIEWER = "reviewer", _("Reviewer")
    ADMINISTRATOR = "administrator", _("Administrator")


class Membership(models.Model):
    """A person's role at an office for a time; ``until`` is the last day, empty while it lasts."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships", verbose_name=_("person"))
    office = models.ForeignKey(Office, models.CASCADE, related_name="memberships", verbose_name=_("office"))
    role = models.CharField(_("role"), max_length=20, choices=Role)
    post = models.ForeignKey(Post, models.SET_NULL, null=True, blank=True, verbose_name=_("post"))
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=("person", "office", "role", "since"), name="membership_once"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="membership_ends_after_it_began",
                violation_error_message=_("A membership cannot end before it began."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_role_display()} · {self.office}"
