import type { Licence } from "./licence";

/** The licence of a post at its foot. */
export const LicenceLine = ({ licence }: { licence: Licence | null }) =>
  licence ? (
    <p className="post-licence">
      {licence.href ? (
        <>
          Licence:{" "}
          <a href={licence.href} rel="license noopener" className="elsewhere">
            {licence.name}
          </a>
        </>
      ) : (
        licence.name
      )}
    </p>
  ) : null;
