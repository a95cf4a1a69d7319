"""Owns a plan and its rows: areas, activities, indicators and their graded targets."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cell_values.value import BLANK, Unit, Value, plain
from offices.models import FiscalYear, Office, Post
from plan_tree.late_rules import LATE_DAYS
from plan_tree.surroundings import Surroundings
from plan_tree.terms import FULL, Direction, LateRule, OtherYearSort, QuarterRule
from plans.models.fields import ClaimField, MarksField, PrintedField, ValueField
from plans.models.policy import MarkingPolicy
from plans.models.template import PlanTemplate
from workflow.plan_states import PlanState

UNITS = [
    (Unit.NUMBER.value, _("number")),
    (Unit.PERCENT.value, _("percent")),
    (Unit.DATE.value, _("date")),
    (Unit.NUMBER_AND_DATE.value, _("number and date")),
    (Unit.LAKH_TAKA.value, _("lakh taka")),
    (Unit.TAKA.value, _("taka")),
    (Unit.CRORE_TAKA.value, _("crore taka")),
    (Unit.OTHER.value, _("other")),
]
QUARTER_RULES = [
    (QuarterRule.SUM.value, _("sum")),
    (QuarterRule.AVERAGE.value, _("average")),
    (QuarterRule.CUMULATIVE.value, _("cumulative")),
    (QuarterRule.DATE.value, _("date")),
]
OTHER_YEAR_SORTS = [
    (OtherYearSort.BASELINE.value, _("baseline")),
    (OtherYearSort.ACTUAL.value, _("actual of another year")),
    (OtherYearSort.PROJECTION.value, _("projection")),
]
LATE_RULE_NOT_WHOLE = _("A late rule needs both: marks above zero, and a span of 1 to 366 days.")
PLAN_STATES = [
    (PlanState.DRAFT.value, _("being written")),
    (PlanState.SUBMITTED.value, _("waits for approval")),
    (PlanState.RETURNED.value, _("returned")),
    (PlanState.APPROVED.value, _("approved")),
]
DIRECTIONS = [(Direction.HIGHER.value, _("higher is better")), (Direction.LOWER.value, _("lower is better"))]


class PlansOfKind(models.Manager["Plan"]):
    """Plans; through the proxy of a kind those of the kind alone."""

    def get_queryset(self) -> models.QuerySet["Plan"]:
        plans = super().get_queryset()
        return plans.filter(kind=self.model.KIND) if self.model.KIND else plans


class Plan(models.Model):
    """What an office undertakes in a year on one official form (``kind``), in a revision.

    A form app's proxy names its ``KIND``: it holds plans of that kind only, and what it makes is one. What the
    ``template`` it was made from says stays in it. Its ``state`` is that of the plan before its quarters: one that
    records a signed document is approved from the beginning, one that begins with its year is a draft.
    ``printed_above`` and ``printed_below`` stand around the table of a document that reported nothing yet.
    """

    KIND: ClassVar[str] = ""
    objects: ClassVar[PlansOfKind] = PlansOfKind()

    office = models.ForeignKey(Office, models.PROTECT, related_name="plans", verbose_name=_("office"))
    year = models.ForeignKey(FiscalYear, models.PROTECT, related_name="plans", verbose_name=_("fiscal year"))
    kind = models.CharField(_("kind of plan"), max_length=20)
    policy = models.ForeignKey(MarkingPolicy, models.PROTECT, related_name="plans", verbose_name=_("marking policy"))
    revision = models.PositiveSmallIntegerField(_("revision"), default=1)
    template = models.ForeignKey(
        PlanTemplate,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="plans",
        verbose_name=_("plan template"),
    )
    state = models.CharField(
        _("state"), max_length=20, choices=PLAN_STATES, default=PlanState.APPROVED.value, editable=False
    )
    printed_above = PrintedField(_("lines above the table, as printed"))
    printed_below = PrintedField(_("lines below the table, as printed"))
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("made by"),
    )

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.UniqueConstraint(
                fields=("office", "year", "kind", "revision"),
                name="plan_once_per_office_year_kind_revision",
                violation_error_message=_("This office already has such a plan for this year."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state for state, _name in PLAN_STATES]), name="plan_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office} · {self.year}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.kind = self.KIND or self.kind
        super().save(*args, **kwargs)

    @property
    def surroundings(self) -> Surroundings:
        return Surroundings(self.printed_above, self.printed_below)


class Area(models.Model):
    """A numbered heading of the form with its weight as printed (which may differ from the sum of its indicators)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="areas", verbose_name=_("plan"))
    position = models.PositiveSmallIntegerField(_("position"))
    number = models.CharField(_("number"), max_length=20)
    title = models.TextField(_("area"))
    weight = MarksField(_("weight"))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=("plan", "number"), name="area_number_once_per_plan"),
            models.CheckConstraint(
                condition=Q(weight__gte=0),
                name="area_weight_not_negative",
                violation_error_message=_("A weight cannot be below zero."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Activity(models.Model):
    """What is to be done (integrity form column 1, e-governance form column 4)."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="activities", verbose_name=_("area"))
    position = models.PositiveSmallIntegerField(_("position"))
    number = models.CharField(_("number"), max_length=20)
    title = models.TextField(_("activity"))

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ("area__position", "position")
        constraints = [models.UniqueConstraint(fields=("area", "number"), name="activity_number_once_per_area")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Indicator(models.Model):
    """How an activity is measured: weight, unit, the way quarters make a year, who answers for it."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="indicators", verbose_name=_("activity"))
    position = models.PositiveSmallIntegerField(_("position"))
    number = models.CharField(_("number"), max_length=20)
    title = models.TextField(_("indicator"))
    weight = MarksField(_("weight"))
    unit = models.CharField(_("unit"), max_length=20, choices=UNITS)
    unit_text = models.TextField(_("unit as printed"), blank=True)
    responsible = models.TextField(_("responsible post as printed"), blank=True)
    post = models.ForeignKey(Post, models.SET_NULL, null=True, blank=True, verbose_name=_("responsible post"))
    quarter_rule = models.CharField(_("quarter rule"), max_length=20, choices=QUARTER_RULES, blank=True)
    late_marks = MarksField(_("marks lost for each span begun late"), null=True, blank=True)
    late_days = models.PositiveSmallIntegerField(_("days of that span"), null=True, blank=True)
    direction = models.CharField(_("direction"), max_length=10, choices=DIRECTIONS, default=Direction.HIGHER.value)
    remark = models.TextField(_("remark"), blank=True)
    words = models.JSONField(_("further words of the form"), default=dict, blank=True)
    claimed_total = models.TextField(_("total as printed"), blank=True)
    claimed_marks = ClaimField(_("marks as printed"))

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ("activity__area__position", "activity__position", "position")
        indexes = [  # of what a list of them all is narrowed by
            models.Index(fields=("unit", "id"), name="indicator_by_unit"),
            models.Index(fields=("quarter_rule", "id"), name="indicator_by_rule"),
        ]
        constraints = [
            models.UniqueConstraint(fields=("activity", "number"), name="indicator_number_once_per_activity"),
            models.CheckConstraint(
                condition=Q(weight__gte=0),
                name="indicator_weight_not_negative",
                violation_error_message=_("A weight cannot be below zero."),
            ),
            models.CheckConstraint(
                condition=Q(late_marks__isnull=True, late_days__isnull=True)
                # What is compared with nothing is unknown, which a constraint lets pass: so both are asked for.
                | Q(late_marks__isnull=False, late_days__isnull=False, late_marks__gt=0, late_days__range=LATE_DAYS),
                name="indicator_late_rule_whole",
                violation_error_message=LATE_RULE_NOT_WHOLE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def clean(self) -> None:
        """Half a late rule is told where the other half is missing."""
        for name, other in (("late_days", self.late_marks), ("late_marks", self.late_days)):
            if getattr(self, name) is None and other is not None:
                raise ValidationError({name: LATE_RULE_NOT_WHOLE})

    @property
    def late_rule(self) -> LateRule | None:
        """What a date kept too late loses; None: as the marking policy says."""
        if self.late_marks is None or self.late_days is None:
            return None
        return LateRule(self.late_marks, self.late_days)

    @property
    def annual(self) -> Value:
        """The year's target (form column 6): the target of the grade 100 %."""
        full = (graded.target for graded in self.graded_targets.all() if graded.percent == FULL)
        return next(full, BLANK)


class GradedTarget(models.Model):
    """What earns a percentage of the weight: the integrity form has the one grade 100, e-governance three or five."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="graded_targets", verbose_name=_("indicator"))
    percent = models.DecimalField(_("percent"), max_digits=5, decimal_places=2)
    target = ValueField()

    class Meta:
        verbose_name = _("graded target")
        verbose_name_plural = _("graded targets")
        ordering = ("-percent",)
        constraints = [
            models.UniqueConstraint(fields=("indicator", "percent"), name="grade_once_per_indicator"),
            models.CheckConstraint(
                condition=Q(percent__gt=0, percent__lte=100),
                name="grade_percent_in_range",
                violation_error_message=_("A grade is more than 0 and at most 100 percent."),
            ),
        ]

    def __str__(self) -> str:
        return f"{plain(self.percent)} %: {self.target.text}"


class OtherYearValue(models.Model):
    """What the form prints of another year: the baseline, the actual of an earlier one, the projection of a later one.

    ``year`` is a fiscal year ("2019-20"), empty where the form names none. It counts for no marks.
    """

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="other_years", verbose_name=_("indicator"))
    position = models.PositiveSmallIntegerField(_("position"))
    sort = models.CharField(_("sort"), max_length=20, choices=OTHER_YEAR_SORTS)
    year = models.CharField(_("fiscal year"), max_length=7, blank=True)
    value = ValueField()

    class Meta:
        verbose_name = _("value of another year")
        verbose_name_plural = _("values of other years")
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=("indicator", "position"), name="other_year_once_per_place"),
            models.CheckConstraint(
                condition=Q(sort__in=[sort for sort, _name in OTHER_YEAR_SORTS]),
                name="other_year_sort_known",
                violation_error_message=_("A value of another year is a baseline, an actual or a projection."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_sort_display()} {self.year}".strip() + f": {self.value.text}"
