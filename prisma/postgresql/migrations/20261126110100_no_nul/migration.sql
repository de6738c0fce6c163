-- PostgreSQL has never held a NUL: this is the other database’s to heal.
SELECT 1;
