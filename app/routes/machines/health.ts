/** That the process is alive: what watches over it need not end it. Whether it can work is /readyz's to say. */
export async function loader() {
  return Response.json({ status: "ok" });
}
