/** Number of pages on each side of the current page that are linked, besides the first and the last. */
const AROUND = 3;

/** Numbered page links. `label` names the list, and must be unique on the page. */
export function PageLinks({
  page,
  pages,
  address,
  label,
}: {
  page: number;
  pages: number;
  address: (page: number) => string;
  label: string;
}) {
  const numbers = Array.from({ length: pages }, (_, index) => index + 1);
  const shown = numbers.filter(
    (number) => number === 1 || number === pages || Math.abs(number - page) <= AROUND,
  );
  return (
    <nav className="page-links" aria-label={label}>
      <ol>
        {shown.map((number, index) => (
          <li
            key={number}
            className={number - (shown[index - 1] ?? number) > 1 ? "page-links-gap" : undefined}
          >
            {number === page ? (
              <span aria-current="page">{number}</span>
            ) : (
              <a href={address(number)} aria-label={`Page ${number}`}>
                {number}
              </a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Links to newer and older pages of a list with keyset pagination. */
export function NewerOlder({
  path,
  newer,
  older,
  of = "posts",
}: {
  path: string;
  of?: string;
  newer: object | null;
  older: object | null;
}) {
  if (!newer && !older) return null;
  const address = (request: object) => `${path}?${new URLSearchParams(request as Record<string, string>)}`;
  return (
    <nav className="newer-older" aria-label={`Newer and older ${of}`}>
      {newer ? (
        <a href={address(newer)} rel="prev">
          Newer {of}
        </a>
      ) : (
        <span />
      )}
      {older ? (
        <a href={address(older)} rel="next">
          Older {of}
        </a>
      ) : (
        <span />
      )}
    </nav>
  );
}
