"""Owns the settings of tests: those of the house, and the app of a third kind of plan, which no installation has.

The app brings its administrators' pages; a test that asks for ``charter`` registers the kind itself.
"""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS as INSTALLED

INSTALLED_APPS = [*INSTALLED, "config.tests.charter_plans"]
