import { Raw } from "~/design/raw";
import type { CitedName } from "~/people/cited-name/cited-name";
import { citeFilePath } from "~/posts/metadata/cite-paths";
import type { Citation } from "./citation";
import { FORMATS } from "./formats/formats";
import { STYLES } from "./styles/styles";
import { hasInnerCapitals } from "./styles/titles";

const isPerhapsDivided = (name: CitedName) => "whole" in name && name.whole.includes(" ");

interface CitePanelProps {
  citation: Citation;
  /** Of what is cited, on this site. */
  path: string;
}

/** A citation in every style, to be copied, and in every format, to be downloaded. The script `cite` adds the buttons that copy. */
export function CitePanel({ citation, path }: CitePanelProps) {
  return (
    <div className="cite-panel">
      {citation.writers.some(isPerhapsDivided) ? (
        <p className="field-hint">
          A name stays as it is where the site hasn’t been told which part is the family name. If you know it,
          write it first, as in Lovelace, Ada.
        </p>
      ) : null}
      {STYLES.map(({ name, cite }) => (
        <section key={name}>
          <h2>{name}</h2>
          {cite(citation).map(({ place, text }) => (
            <div key={place} className="citation" data-copy={`${name}, ${place}`}>
              <h3>{place}</h3>
              {/* Its words are English whatever the language of the site. */}
              <Raw as="div" className="citation-text" lang="en" dir="ltr" markup={text} />
            </div>
          ))}
          {name.startsWith("APA") && citation.comment === null && hasInnerCapitals(citation.title) ? (
            <p className="field-hint">
              APA writes titles as sentences: only the first word and names keep their capitals. Please check
              them.
            </p>
          ) : null}
        </section>
      ))}
      <section>
        <h2>Reference managers</h2>
        <ul className="cite-files">
          {FORMATS.map(({ name, readBy, ending, write }) => (
            <li key={name}>
              <a href={citeFilePath(path, ending, citation.version)} rel="nofollow">
                Download {name}
              </a>{" "}
              <span className="cite-readers">for {readBy}</span>
              <details>
                <summary>Show {name}</summary>
                <div className="citation" data-copy={name}>
                  <pre className="citation-text" dir="ltr">
                    {write(citation)}
                  </pre>
                </div>
              </details>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
