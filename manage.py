#!/usr/bin/env python
"""Django's command line for this project."""

import atexit
import gc
import os
import sys

if __name__ == "__main__":
    gc.set_threshold(50_000)  # what is imported stays: to search it for garbage takes a tenth of a command's start
    atexit.register(gc.freeze)  # nor is it searched once more at the end, a fifth of printing a form
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
