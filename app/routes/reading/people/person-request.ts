import { redirect } from "@remix-run/node";
import { isPresent, personPath } from "~/people/person";
import {
  findMovedHandle,
  findPersonByHandle,
  isHandleOfFormer,
  type PersonView,
} from "~/people/person.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { gone, notFound } from "../../not-found";

/** The person of an address. A former handle redirects to the same `place` under the current one. Throws 404,
 *  or 410 for a deleted person. */
export async function getPerson(db: DatabaseClient, handle = "", place = ""): Promise<PersonView> {
  const person = await findPersonByHandle(db, handle);
  if (person && isPresent(person)) return person;
  const moved = await findMovedHandle(db, handle);
  if (moved !== null) throw redirect(personPath(moved) + place, 301);
  throw person || (await isHandleOfFormer(db, handle)) ? gone("person") : notFound("person");
}
