-- The unfinished imports of an organisation are counted for each new one, while finished ones are kept for weeks.
DROP INDEX contact_import_of_organisation;
CREATE INDEX contact_import_of_organisation ON contact_import (organisation_id, status);
