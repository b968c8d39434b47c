/* Prints what libical reads in a calendar file: one line a component, fields parted by tabs, and its complaints. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

static void field(const char *text)
{
    for (; text && *text; text++)
        if (*text == '\n')
            fputs("\\n", stdout);
        else if (*text == '\t')
            fputs("\\t", stdout);
        else if (*text == '\\')
            fputs("\\\\", stdout);
        else
            putchar(*text);
    putchar('\t');
}

static void moment(struct icaltimetype time)
{
    if (icaltime_is_null_time(time))
        field("");
    else if (time.is_date)
        printf("%04d-%02d-%02d\t", time.year, time.month, time.day);
    else {
        struct icaltimetype utc = icaltime_convert_to_zone(time, icaltimezone_get_utc_timezone());
        printf("%04d-%02d-%02dT%02d:%02d:%02dZ\t", utc.year, utc.month, utc.day, utc.hour, utc.minute, utc.second);
    }
}

static void complaints(icalcomponent *component)
{
    icalproperty *error;
    icalcomponent *inner;

    for (error = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY); error;
         error = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY))
        printf("error\t%s\n", icalproperty_get_xlicerror(error));
    for (inner = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT); inner;
         inner = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT))
        complaints(inner);
}

static void occurrence(icalcomponent *component, struct icaltime_span *span, void *left)
{
    (void)component;
    if ((*(int *)left)-- > 0)
        printf("%lld ", (long long)span->start);
}

static void item(icalcomponent *component, const char *kind)
{
    icalproperty *due = icalcomponent_get_first_property(component, ICAL_DUE_PROPERTY);
    icalproperty *end = icalcomponent_get_first_property(component, ICAL_DTEND_PROPERTY);
    icalcomponent *alarm = icalcomponent_get_first_component(component, ICAL_VALARM_COMPONENT);
    int left = 60;

    printf("%s\t", kind);
    field(icalcomponent_get_uid(component));
    moment(icalcomponent_get_dtstart(component));
    moment(due   ? icalproperty_get_datetime_with_component(due, component)
           : end ? icalproperty_get_datetime_with_component(end, component)
                 : icaltime_null_time());
    field(icalcomponent_get_summary(component));
    field(icalcomponent_get_description(component));
    field(icalproperty_status_to_string(icalcomponent_get_status(component)));
    if (alarm) {
        icalproperty *trigger = icalcomponent_get_first_property(alarm, ICAL_TRIGGER_PROPERTY);
        printf("%d", icaldurationtype_as_int(icalproperty_get_trigger(trigger).duration));
    }
    putchar('\t');
    if (icalcomponent_get_first_property(component, ICAL_RRULE_PROPERTY))
        icalcomponent_foreach_recurrence(component, icaltime_from_string("19700101T000000Z"),
                                         icaltime_from_string("20401231T000000Z"), occurrence, &left);
    putchar('\n');
}

int main(int count, char **arguments)
{
    FILE *file = count == 2 ? fopen(arguments[1], "rb") : NULL;
    long size;
    char *text;
    icalcomponent *calendar, *inner;

    if (!file)
        return 2;
    fseek(file, 0, SEEK_END);
    size = ftell(file);
    rewind(file);
    text = calloc(1, (size_t)size + 1);
    if (!text || fread(text, 1, (size_t)size, file) != (size_t)size)
        return 2;
    fclose(file);
    icalerror_set_errors_are_fatal(0);
    calendar = icalparser_parse_string(text);
    if (!calendar)
        return 1;
    complaints(calendar);
    icalrestriction_check(calendar);
    complaints(calendar);
    for (inner = icalcomponent_get_first_component(calendar, ICAL_ANY_COMPONENT); inner;
         inner = icalcomponent_get_next_component(calendar, ICAL_ANY_COMPONENT))
        if (icalcomponent_isa(inner) == ICAL_VEVENT_COMPONENT)
            item(inner, "vevent");
        else if (icalcomponent_isa(inner) == ICAL_VTODO_COMPONENT)
            item(inner, "vtodo");
    icalcomponent_free(calendar);
    free(text);
    return 0;
}
