"""Owns the administrators' pages for offices, people and the calendar."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _

from offices import models


class SpellingInline(admin.TabularInline):
    model = models.OfficeSpelling
    extra = 1


class MembershipInline(admin.TabularInline):
    model = models.Membership
    extra = 1
    autocomplete_fields = ("office", "post")
    fk_name = "person"


class ExtensionInline(admin.TabularInline):
    model = models.DeadlineExtension
    extra = 0
    autocomplete_fields = ("office",)
    exclude = ("granted_by",)


@admin.register(models.Office)
class OfficeAdmin(admin.ModelAdmin):
    list_display = ("name_bn", "name_en", "code", "tier", "parent", "makes_plan")
    list_filter = ("tier", "makes_plan")
    list_select_related = ("parent",)
    search_fields = ("name_bn", "name_en", "code", "spellings__spelling")
    autocomplete_fields = ("parent",)
    inlines = (SpellingInline,)


@admin.register(models.Post)
class PostAdmin(admin.ModelAdmin):
    list_display = ("title", "office")
    list_select_related = ("office",)
    search_fields = ("title", "office__name_bn")
    autocomplete_fields = ("office",)


@admin.register(models.Person)
class PersonAdmin(UserAdmin):
    list_display = ("username", "name_bn", "email", "is_staff", "is_active")
    inlines = (MembershipInline,)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("name_bn", "first_name", "last_name", "email")}),
        (_("Rights"), {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
    )


@admin.register(models.FiscalYear)
class FiscalYearAdmin(admin.ModelAdmin):
    list_display = ("code", "start_year")


@admin.register(models.Deadline)
class DeadlineAdmin(admin.ModelAdmin):
    list_display = ("year", "quarter", "tier", "due_on")
    list_filter = ("year", "quarter", "tier")
    inlines = (ExtensionInline,)

    def save_formset(self, request, form, formset, change):  # noqa: ANN001, ANN201
        """An extension is granted by who saves it."""
        for extension in formset.save(commit=False):
            if extension.granted_by_id is None:
                extension.granted_by = request.user
            extension.save()
        for gone in formset.deleted_objects:
            gone.delete()
        formset.save_m2m()
