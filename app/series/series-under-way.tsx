import { type SeriesSummary, seriesPath, UNDER_WAY } from "./series";

export const formatParts = (parts: number) => (parts === 1 ? "1 part" : `${parts} parts`);

/** Readers see "ongoing" for the stored status of a series to which parts will be added. */
export const formatStatus = (status: string) => (status === UNDER_WAY ? "ongoing" : status);

export function OngoingSeries({ series }: { series: SeriesSummary[] }) {
  if (series.length === 0) return null;
  return (
    <section className="under-way" aria-labelledby="under-way-title">
      <h2 id="under-way-title" className="section-title">
        Ongoing series
      </h2>
      <ul>
        {series.map((one) => (
          <li key={one.id}>
            <a href={seriesPath(one.slug)}>
              <bdi>{one.title}</bdi>
            </a>
            , {formatParts(one.parts)}
          </li>
        ))}
      </ul>
    </section>
  );
}
