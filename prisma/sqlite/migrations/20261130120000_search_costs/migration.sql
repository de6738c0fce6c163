-- A reply wrote to it, and only the check of an index that is being filled would read it.
DROP INDEX "SearchEntry_version_key_idx";
