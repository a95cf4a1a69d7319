"""Owns the addresses of reports."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from reports.file_formats import Format
from reports.printing import Paper
from reports.views import comparison, ledger, papers, printed_comparison, receipt, scorecard


class EndingConverter(StringConverter):
    """The ending of a file in an address; which report is given as what is known to the report."""

    regex = "|".join(Format)


register_converter(EndingConverter, "ending")
QUARTER = "<int:plan_id>/<quarter:quarter>"

app_name = "reports"
urlpatterns = [
    path("comparison/", comparison.comparison, name="comparison"),
    path("comparison.pdf", printed_comparison.comparison, name="printed_comparison"),
    path("comparison.<ending:ending>", printed_comparison.comparison_data, name="comparison_data"),
    path("<int:plan_id>/plan.pdf", papers.signed_plan, name="signed_plan"),
    path("<int:plan_id>/ledger/", ledger.ledger, name="ledger"),
    path("<int:plan_id>/ledger.<ending:ending>", ledger.ledger_data, name="ledger_data"),
    path("<int:plan_id>/annual-<int:round_number>.pdf", papers.annual_report, name="annual_report"),
    path("<int:plan_id>/feedback.pdf", papers.half_year_feedback, name="half_year_feedback"),
    path("booklet/", printed_comparison.booklet, name="booklet"),
    path(f"{QUARTER}/receipt/", receipt.receipt, name="last_receipt"),
    path(f"{QUARTER}/receipt/<int:round_number>/", receipt.receipt, name="receipt"),
    path(f"{QUARTER}/receipt-<int:round_number>.pdf", receipt.printed_receipt, name="printed_receipt"),
    path(f"{QUARTER}/scorecard/", scorecard.scorecard, name="scorecard"),
    path(f"{QUARTER}/form.pdf", papers.printed, {"paper": Paper.FORM}, name="official_form"),
    path(f"{QUARTER}/scorecard.pdf", papers.printed, {"paper": Paper.SCORECARD}, name="printed_scorecard"),
    path(f"{QUARTER}/letter.pdf", papers.printed, {"paper": Paper.LETTER}, name="letter"),
    path(f"{QUARTER}/form.<ending:ending>", papers.data, {"paper": Paper.FORM}, name="form_data"),
    path(f"{QUARTER}/scorecard.<ending:ending>", papers.data, {"paper": Paper.SCORECARD}, name="scorecard_data"),
    path(f"{QUARTER}/letter.<ending:ending>", papers.data, {"paper": Paper.LETTER}, name="letter_data"),
]
