"""Owns what people are told: a notice, the mail that brings some, and how a person wants to be told."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cell_values.sentence import Sentence


class NoticeKind(models.TextChoices):
    HANDED_IN = "handed_in", _("Handed in")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
    COMMENT = "comment", _("Comment")
    REQUEST = "request", _("Request")
    DECISION = "decision", _("Decision on a request")
    DEADLINE = "deadline", _("Deadline")
    SIGNATURE = "signature", _("For signature")


class MailState(models.TextChoices):
    """``HANDED_OVER``: it is being given to the mail server, which may have it; ``UNCERTAIN``: nobody knows."""

    WAITING = "waiting", _("waiting")
    CLAIMED = "claimed", _("being written")
    HANDED_OVER = "handed_over", _("being handed over")
    SENT = "sent", _("sent")
    FAILED = "failed", _("not taken")
    UNCERTAIN = "uncertain", _("perhaps sent")


class MailRhythm(models.TextChoices):
    AT_ONCE = "at_once", _("At once, each by itself")
    DAILY = "daily", _("Once a day, all together")


class NoticeMail(models.Model):
    """One mail to one person with one notice or many; who claims it sends it. Times are by the clock of who does it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_mails")
    state = models.CharField(_("state"), max_length=20, choices=MailState, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    trouble = models.TextField(blank=True)  # what the mail server answered

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["sent", "failed", "uncertain"], ended_at__isnull=False)
                | Q(state__in=["waiting", "claimed", "handed_over"], ended_at__isnull=True),
                name="notice_mail_ended_when_it_ended",
            ),
        ]
        indexes = [models.Index(fields=("state", "not_before"), name="notice_mail_by_state")]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_state_display()}"


class Notice(models.Model):
    """What one person is told, in both languages, with the page it leads to.

    ``once`` names what is told: a person is told the same thing one time, however often it is said.
    ``about`` names what it is about, where it is withdrawn once that is no longer so.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(_("kind"), max_length=20, choices=NoticeKind)
    once = models.CharField(max_length=120)
    about = models.CharField(max_length=60, blank=True, default="")
    text_bn = models.TextField()
    text_en = models.TextField()
    link = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    mail = models.ForeignKey(NoticeMail, models.SET_NULL, null=True, related_name="notices")

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ("-at", "-pk")
        constraints = [models.UniqueConstraint(fields=("person", "once"), name="notice_told_once")]
        indexes = [
            models.Index(fields=("person", "-at"), name="notice_of_person"),
            models.Index(fields=("person",), condition=Q(read_at__isnull=True), name="notice_unread"),
            models.Index(fields=("about",), condition=~Q(about=""), name="notice_about"),
            models.Index(fields=("at",), condition=Q(mail__isnull=True, read_at__isnull=True), name="notice_to_mail"),
        ]

    def __str__(self) -> str:
        return self.text_bn

    @property
    def sentence(self) -> Sentence:
        return Sentence(self.text_bn, self.text_en)


class NoticeChoice(models.Model):
    """How a person wants to be told by mail; who chose nothing is told at once, in Bengali."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_choice")
    rhythm = models.CharField(_("Mails"), max_length=10, choices=MailRhythm, default=MailRhythm.AT_ONCE)
    language = models.CharField(_("Language of mails"), max_length=2, choices=settings.LANGUAGES, default="bn")

    class Meta:
        verbose_name = _("choice of notices")
        verbose_name_plural = _("choices of notices")

    def __str__(self) -> str:
        return f"{self.person} · {self.get_rhythm_display()}"
