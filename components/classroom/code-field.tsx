import { buttonClass } from "@/components/ui/button";
import { fieldClass, labelTextClass } from "@/components/ui/field";

/** Leads to the class of a code: a plain form, for the back button and browsers without script. */
export function CodeField({ code }: { code?: string | undefined }) {
  return (
    <form action="/rejoindre">
      <label htmlFor="code" className={labelTextClass}>
        Code de la classe
      </label>
      <div className="flex flex-wrap gap-3">
        <input
          key={code}
          id="code"
          name="code"
          required
          defaultValue={code}
          maxLength={20}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          placeholder="BCDF-2345"
          className={fieldClass("flex-1 basis-44 font-mono text-lg uppercase")}
        />
        <button type="submit" className={buttonClass("primary")}>
          Continuer
        </button>
      </div>
    </form>
  );
}
