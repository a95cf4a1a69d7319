"""Owns the answer where a kept file is gone or not what it was: a sentence, whatever page or paper it stood on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin

from jobs.keeping import LostFile
from plans.display import said


class LostFilesMiddleware(MiddlewareMixin):
    """Tells of a LostFile that no view expected."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, LostFile):
            return None
        return render(request, "lost_file.html", {"sentence": said(exception.sentence)}, status=exception.status)
