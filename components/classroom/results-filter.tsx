import { buttonClass } from "@/components/ui/button";
import { fieldClass } from "@/components/ui/field";
import { type RowFilter, rowFilters } from "@/lib/classroom/results/results";

const words: Record<RowFilter, string> = {
  tous: "Tous les apprenants",
  retard: "Ceux qui ont du retard",
  aide: "Ceux qui ont pris de l’aide",
  rien: "Ceux qui n’ont rien fini",
};

/** A plain form: what is filtered has an address, and the back button undoes it. */
export function ResultsFilter({
  assignments,
  assignment,
  filter,
}: {
  assignments: { id: string; title: string }[];
  assignment: string | undefined;
  filter: RowFilter;
}) {
  return (
    <form className="no-print mt-6 flex flex-wrap items-end gap-3">
      <label className="min-w-0 flex-1 basis-56 sm:max-w-80">
        <span className="mb-1 block text-soft text-sm">Devoir</span>
        <select name="devoir" defaultValue={assignment ?? ""} className={fieldClass()}>
          <option value="">Tous les devoirs</option>
          {assignments.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <label className="min-w-0 flex-1 basis-56 sm:max-w-80">
        <span className="mb-1 block text-soft text-sm">Apprenants</span>
        <select name="apprenants" defaultValue={filter} className={fieldClass()}>
          {rowFilters.map((one) => (
            <option key={one} value={one}>
              {words[one]}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className={buttonClass("outline")}>
        Filtrer
      </button>
    </form>
  );
}
