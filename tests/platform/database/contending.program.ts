// One of several processes that write to one database at the same time.

import { openDatabase } from "~/platform/database/database.server";
import { contend } from "./contention";

const [url = "", name = "", transactions = "0"] = process.argv.slice(2);
const db = openDatabase(url);
console.log(JSON.stringify(await contend(db, { name, transactions: Number(transactions) })));
await db.close();
