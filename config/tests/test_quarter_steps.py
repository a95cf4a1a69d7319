"""Owns the proof of the truth table: every door answers every step as the table says, whoever tries it, whenever."""

from itertools import product

import pytest

from config.tests.quarter_steps.beginnings import begun, everybody
from config.tests.quarter_steps.doors import (
    BY_ADMINISTRATORS,
    BY_PAGES,
    DOCUMENTS,
    NOTHING_IS_WRITTEN_BY,
    OF_A_DOCUMENT,
)
from config.tests.quarter_steps.scenes import SCENES
from config.tests.quarter_steps.truth import ENTERING, NO_PAGE, READS_NOTHING, SAME, STEPS, TRUTH, YES, Who, answer
from config.tests.quarter_steps.trying import Attempt, Tried, by_action
from config.tests.test_access import undone
from workflow.transitions import Step


@pytest.fixture
def people(industries_office, labour_office):
    return everybody(industries_office, labour_office)


@pytest.fixture
def stage(request, plan_of_size, people):
    """The scene a test is about, as the workflow brings it there."""
    scene = request.param
    stage = begun(plan_of_size, people, 2 if scene.startswith("second") else 1)
    SCENES[scene](stage)
    return stage


def is_as(wanted: str, tried: Tried) -> bool:
    """Whether somebody was answered so, and nothing was written but by who may."""
    if wanted == YES:
        return tried.events > 0 and tried.status < 400
    if wanted == SAME:
        return tried.events == 0 and tried.status < 400
    if wanted == NO_PAGE:
        return (tried.status, tried.events) == (404, 0)
    return tried.events == 0 and wanted in tried.said and tried.status != 500


def wrong_answers(stage, people, client_of, attempts):
    """What was answered otherwise than the table says, by person, step and door."""
    at_a_page = {who for who, _step, door, _wanted in attempts if door is not by_action}
    clients, found = {who: client_of(people[who]) for who in at_a_page}, []
    for who, step, door, wanted in attempts:
        with undone():
            tried = Attempt(stage, people[who], clients.get(who)).try_by(door, step)
        if not is_as(wanted, tried):
            found.append((who.value, step, door.__name__, wanted, tried.status, tried.events, tried.said[:300]))
    return found


def in_scenes(names):
    return pytest.mark.parametrize(("scene", "stage"), [(name, name) for name in names], indirect=["stage"])


WRITES, JUDGES = (Who.FOCAL_POINT,), (Who.REVIEWER,)
# Scene → the steps that can be taken there and in none of those before it: all steps together.
LET_IN = {
    "draft": ("value", "remark", "claim", "attach", "remove", "submit", "comment"),
    "waits, wished open": ("return", "approve", "assess", "exempt", "see", "question", "accept", "open"),
    "returned, unseen": ("ask",),
    "approved": ("reopen",),
}
IN_EVERY_SCENE, IN_SCENES_THAT_LET = in_scenes(SCENES), in_scenes(LET_IN)


@IN_EVERY_SCENE
def test_everybody_is_answered_as_the_table_says(scene, stage, people, client_of):
    """By the action every door calls; by the pages who could take the step, were it the time."""
    attempts = [(who, step, by_action, answer(scene, step, who)) for who, step in product(Who, STEPS)]
    attempts += [
        (who, step, door, answer(scene, step, who))
        for door, steps in BY_PAGES.items()
        for step in steps
        for who in (WRITES if step in ENTERING else JUDGES)
    ]
    assert not (wrong := wrong_answers(stage, people, client_of, attempts)), "\n".join(map(str, wrong))


@IN_SCENES_THAT_LET
def test_by_the_pages_nobody_else_takes_a_step_that_could_be_taken(scene, stage, people, client_of):
    attempts = [
        (who, step, door, NO_PAGE if who in READS_NOTHING else answer(scene, step, who))
        for door, steps in BY_PAGES.items()
        for step in steps
        if step in LET_IN[scene]
        for who in Who
    ]
    assert not (wrong := wrong_answers(stage, people, client_of, attempts)), "\n".join(map(str, wrong))


def told_by(door, wanted):
    return OF_A_DOCUMENT.get(wanted, wanted) if door in DOCUMENTS else wanted


@IN_EVERY_SCENE
def test_documents_and_tables_are_answered_as_the_office_would_be(scene, stage, people, client_of):
    """An administrator writes for the office: by a file what its focal point could write, and when; no page at all."""
    attempts = [
        (Who.ADMINISTRATOR, step, door, told_by(door, answer(scene, step, Who.FOCAL_POINT)))
        for door, steps in BY_ADMINISTRATORS.items()
        for step in steps
    ]
    assert not (wrong := wrong_answers(stage, people, client_of, attempts)), "\n".join(map(str, wrong))


@IN_EVERY_SCENE
def test_the_administration_takes_nothing_an_office_says(scene, stage, people, client_of):
    for door, steps in NOTHING_IS_WRITTEN_BY.items():
        for step in steps:
            with undone():
                tried = Attempt(stage, people[Who.ADMINISTRATOR], client_of(people[Who.ADMINISTRATOR])).try_by(
                    door, step
                )
                assert (tried.events, tried.status < 500) == (0, True)


def test_the_table_names_every_scene_and_every_step_of_the_workflow():
    assert set(TRUTH) == set(SCENES)
    assert all(tuple(row) and set(row) == set(STEPS) for row in TRUTH.values())
    named = {"record": "value", "review": "see", "ask_row": "ask", "open_row": "open"}
    assert {named.get(step.value, step.value) for step in Step} <= set(STEPS)
    assert sorted(sum(LET_IN.values(), ())) == sorted(STEPS)
