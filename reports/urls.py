"""Owns the addresses of reports."""

from django.urls import path, register_converter

from reports.file_formats import Format
from reports.views import comparison, ledger, papers, printed_comparison, receipt, scorecard, year_end


class EndingConverter:
    """The ending of a file in an address; which report is given as what is known to the report."""

    regex = "|".join(Format)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


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
    path("<int:plan_id>/annual-<int:round_number>.pdf", year_end.annual_report, name="annual_report"),
    path("<int:plan_id>/feedback.pdf", year_end.half_year_feedback, name="half_year_feedback"),
    path("booklet/", printed_comparison.booklet, name="booklet"),
    path(f"{QUARTER}/receipt/", receipt.receipt, name="last_receipt"),
    path(f"{QUARTER}/receipt/<int:round_number>/", receipt.receipt, name="receipt"),
    path(f"{QUARTER}/receipt-<int:round_number>.pdf", receipt.printed_receipt, name="printed_receipt"),
    path("<int:plan_id>/<quarter:quarter>/scorecard/", scorecard.scorecard, name="scorecard"),
    path("<int:plan_id>/<quarter:quarter>/form.pdf", papers.official_form, name="official_form"),
    path("<int:plan_id>/<quarter:quarter>/scorecard.pdf", papers.scorecard, name="printed_scorecard"),
    path("<int:plan_id>/<quarter:quarter>/letter.pdf", papers.letter, name="letter"),
    path("<int:plan_id>/<quarter:quarter>/form.<ending:ending>", papers.form_data, name="form_data"),
    path("<int:plan_id>/<quarter:quarter>/scorecard.<ending:ending>", papers.scorecard_data, name="scorecard_data"),
    path("<int:plan_id>/<quarter:quarter>/letter.<ending:ending>", papers.letter_data, name="letter_data"),
]
