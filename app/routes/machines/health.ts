/** Liveness: answers as long as the process runs. /readyz tells whether the site can serve. */
export async function loader() {
  return Response.json({ status: "ok" });
}
