import { fieldClass } from "@/components/ui/field";

/** Where French is taught, first; every other zone below. */
const usual = [
  ["Europe/Paris", "Paris"],
  ["Europe/Brussels", "Bruxelles"],
  ["Europe/Zurich", "Genève, Zurich"],
  ["Europe/Luxembourg", "Luxembourg"],
  ["America/Toronto", "Montréal, Toronto"],
  ["America/Martinique", "Martinique"],
  ["America/Guadeloupe", "Guadeloupe"],
  ["America/Cayenne", "Guyane"],
  ["Indian/Reunion", "La Réunion"],
  ["Indian/Mayotte", "Mayotte"],
  ["Pacific/Noumea", "Nouméa"],
  ["Pacific/Tahiti", "Tahiti"],
  ["Africa/Casablanca", "Casablanca"],
  ["Africa/Algiers", "Alger"],
  ["Africa/Tunis", "Tunis"],
  ["Africa/Dakar", "Dakar"],
  ["Africa/Abidjan", "Abidjan"],
] as const;

const common = new Set<string>(usual.map(([zone]) => zone));

export function ZoneSelect({ id, value }: { id: string; value: string }) {
  const others = Intl.supportedValuesOf("timeZone").filter((zone) => !common.has(zone));
  const rest = common.has(value) || others.includes(value) ? others : [value, ...others];
  return (
    <select id={id} name="timeZone" defaultValue={value} className={fieldClass()}>
      <optgroup label="Les plus courants">
        {usual.map(([zone, name]) => (
          <option key={zone} value={zone}>
            {name}
          </option>
        ))}
      </optgroup>
      <optgroup label="Tous les autres">
        {rest.map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll("_", " ")}
          </option>
        ))}
      </optgroup>
    </select>
  );
}
