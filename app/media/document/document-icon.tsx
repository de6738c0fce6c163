/** A sheet with a folded corner. */
export const DocumentIcon = () => (
  <svg className="document-icon" viewBox="0 0 24 30" width="24" height="30" aria-hidden="true">
    <path d="M3 1h12l6 6v22H3z M15 1v6h6 M7 13h10 M7 18h10 M7 23h6" />
  </svg>
);
