"""Owns the answer where a kept file is gone or not what it was: a sentence, whatever page or paper it stood on."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from jobs.keeping import LostFile


class LostFilesMiddleware:
    """Tells of a LostFile that no view expected."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, LostFile):
            return None
        is_english = (get_language() or "bn").startswith("en")
        sentence = exception.sentence.en if is_english else exception.sentence.bn
        return render(request, "lost_file.html", {"sentence": sentence}, status=exception.status)
