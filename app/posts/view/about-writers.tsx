import { Raw } from "~/design/raw";
import { personPath } from "~/people/person";

export interface WriterNote {
  id: number;
  handle: string;
  name: string;
  /** The first paragraph of their introduction, as HTML. */
  html: string;
}

/** A few lines about the writers at a post's foot. Nothing for writers who have not introduced themselves. */
export function AboutWriters({ writers }: { writers: WriterNote[] }) {
  if (writers.length === 0) return null;
  return (
    <aside
      className="about-writers"
      aria-label={writers.length === 1 ? "About the writer" : "About the writers"}
    >
      {writers.map(({ id, handle, name, html }) => (
        <div key={id}>
          <p>
            <a href={personPath(handle)} rel="author">
              <bdi>{name}</bdi>
            </a>
          </p>
          <Raw as="div" className="prose" dir="auto" markup={{ html }} />
        </div>
      ))}
    </aside>
  );
}
