/** The logo: a long table with people along both sides. */
export function TableMark() {
  const seats = [5, 15, 25, 35];
  return (
    <svg className="table-mark" viewBox="0 0 40 20" width="40" height="20" aria-hidden="true">
      <rect x="0" y="8" width="40" height="4" rx="1" />
      {seats.map((x) => (
        <circle key={x} cx={x} cy="3.5" r="2.5" />
      ))}
      {seats.slice(1).map((x) => (
        <circle key={x} cx={x - 5} cy="16.5" r="2.5" />
      ))}
    </svg>
  );
}
