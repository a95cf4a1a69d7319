"""Owns how many documents an office brought today."""

from datetime import datetime, time

from django.utils import timezone

from offices.models import Office
from offices.queries.staffing import people_of
from plans.models import SourceFile


def brought_today(office: Office) -> int:
    """The documents that who enters for an office or heads it brought today; the same one again is none."""
    today = timezone.localdate()
    began = timezone.make_aware(datetime.combine(today, time.min))
    return SourceFile.objects.filter(brought_by__in=people_of(office, on=today), brought_at__gte=began).count()
