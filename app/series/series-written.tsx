import { seriesPath } from "./series";

/** Series in which a person has published posts. */
export function SeriesWritten({ series }: { series: { id: number; slug: string; title: string }[] }) {
  if (series.length === 0) return null;
  return (
    <section className="under-way" aria-labelledby="series-title">
      <h2 id="series-title" className="section-title">
        Series
      </h2>
      <ul>
        {series.map(({ id, slug, title }) => (
          <li key={id}>
            <a href={seriesPath(slug)}>
              <bdi>{title}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
