"""Owns what the tests of import pages share: an administrator's session, documents brought, previews confirmed."""

import pytest

from imports.tests.views.pages import UPLOAD, shown_by, uploaded
from plans.tests.factories import INDUSTRIES, workbook


@pytest.fixture
def client(administrator, client_of):
    return client_of(administrator)


@pytest.fixture
def bring(client):
    """``bring(content)``: uploads a workbook and answers the address of its preview."""

    def upload(content, name=INDUSTRIES):
        response = client.post(UPLOAD, {"file": uploaded(content, name)})
        assert response.status_code == 302
        return response.url

    return upload


@pytest.fixture
def preview(bring):
    return bring(workbook(INDUSTRIES).read_bytes())


@pytest.fixture
def store(client):
    """``store(address, seen="1")``: confirms a preview as it is shown now, with the answers given."""

    def confirm(address, *, seen="1", follow=False, **answers):
        shown = shown_by(client.post(address, {"step": "show"} | answers).text)
        return client.post(address, {"step": "store", "shown": shown, "seen": seen} | answers, follow=follow)

    return confirm
