"""Gives PostgreSQL indexes of the names of offices, posts and people by their groups of three letters, for searches."""

from django.db import migrations

from offices.migrations._trigrams import add_indexes, remove_indexes

INDEXES = {
    "offices_named_bn_trigrams": ("offices_office", "name_bn"),
    "offices_named_en_trigrams": ("offices_office", "name_en"),
    "offices_post_trigrams": ("offices_post", "title"),
    **{
        f"offices_person_{column}_trigrams": ("offices_person", column)
        for column in ("username", "name_bn", "first_name", "last_name", "email")
    },
}


def add(apps, schema_editor):
    add_indexes(schema_editor, INDEXES)


def remove(apps, schema_editor):
    remove_indexes(schema_editor, INDEXES)


class Migration(migrations.Migration):
    dependencies = [("offices", "0008_offices_close")]
    operations = [migrations.RunPython(add, remove)]
