/** The site's own words to whoever is about to write, by a form. */
export const Reminder = ({ words }: { words: string }) =>
  words === "" ? null : (
    <p className="field-hint" dir="auto">
      {words}
    </p>
  );
