// Prints what ical.js reads in a calendar file: one JSON object a component, with the first occurrences of its rule.
const fs = require("fs");
const module_ = require("ical.js");
const ICAL = module_.default || module_;

const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(process.argv[2], "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);

function shown(time) {
  if (!time) return "";
  return time.isDate ? time.toString() : time.toJSDate().toISOString().replace(".000Z", "Z");
}

function occurrences(component) {
  const found = [];
  if (!component.hasProperty("rrule")) return found;
  const expansion = new ICAL.RecurExpansion({ component, dtstart: component.getFirstPropertyValue("dtstart") });
  for (let next = expansion.next(); next && found.length < 60; next = expansion.next()) found.push(shown(next));
  return found;
}

for (const kind of ["vevent", "vtodo"])
  for (const component of calendar.getAllSubcomponents(kind)) {
    const value = (name) => component.getFirstPropertyValue(name);
    console.log(
      JSON.stringify({
        kind,
        uid: value("uid"),
        start: shown(value("dtstart")),
        end: shown(value("dtend") || value("due")),
        summary: value("summary"),
        description: value("description") || "",
        status: value("status"),
        occurrences: occurrences(component),
        alarms: component
          .getAllSubcomponents("valarm")
          .map((alarm) => alarm.getFirstPropertyValue("trigger").toSeconds()),
      }),
    );
  }
