package io.latchkey.contactimport;

import io.latchkey.contact.ContactRequest;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import io.latchkey.rest.CsvText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads contacts from CSV (RFC 4180) in UTF-8. The first line names the columns; a semicolon may replace the
 * comma, as spreadsheets write it in many countries.
 */
final class ContactCsv {

    static final int MAX_ROWS = 10_000;

    /** The maximum number of values in all rows together, not counting blank ones: each becomes an object. */
    static final int MAX_VALUES = 500_000;

    static final int MAX_COLUMNS = 500;

    private ContactCsv() {}

    /**
     * Returns the contacts, in the order of the rows.
     *
     * @throws ProblemException 400, stating what is wrong in the file and where
     */
    static List<ContactRequest> read(byte[] file) {
        CsvText csv = decode(file);
        if (csv.text().indexOf('\0') >= 0) {
            throw invalid("must not contain NUL");
        }
        if (csv.hasRowOfMoreThan(MAX_COLUMNS)) {
            throw invalid("must not have more than " + MAX_COLUMNS + " columns");
        }
        try (CSVParser rows = csv.rows()) {
            return contacts(rows);
        } catch (UncheckedIOException | IOException broken) {
            throw broken(broken);
        }
    }

    private static List<ContactRequest> contacts(CSVParser rows) {
        List<CsvColumn> columns = List.of();
        List<ContactRequest> contacts = new ArrayList<>();
        long values = 0;
        for (CSVRecord row : rows) {
            if (row.getRecordNumber() == 1) {
                columns = columns(row);
                continue;
            }
            if (contacts.size() == MAX_ROWS) {
                throw invalid("must not have more than " + MAX_ROWS + " rows");
            }
            if (row.size() > columns.size()) {
                throw invalid("has more values than columns in row " + (row.getRecordNumber() - 1));
            }
            values += row.stream().filter(value -> !value.isBlank()).count();
            if (values > MAX_VALUES) {
                throw invalid("must not have more than " + MAX_VALUES + " values that are not blank");
            }
            contacts.add(CsvColumn.contact(columns, row.values()));
        }
        if (contacts.isEmpty()) {
            throw invalid("must have a line with the column names, followed by rows");
        }
        return contacts;
    }

    private static List<CsvColumn> columns(CSVRecord header) {
        List<CsvColumn> columns = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            int number = i + 1;
            CsvColumn.of(header.get(i))
                    .filter(column -> !columns.contains(column))
                    .ifPresentOrElse(
                            columns::add,
                            () -> errors.add(new FieldError(
                                    "file", "has a column, number " + number + ", that is unknown or repeated")));
        }
        ProblemException.throwIfAny(errors);
        return columns;
    }

    private static CsvText decode(byte[] file) {
        try {
            return CsvText.decode(file);
        } catch (CharacterCodingException notUtf8) {
            throw invalid("must be in UTF-8");
        }
    }

    private static ProblemException broken(Exception failure) {
        boolean syntax = failure instanceof CSVException || failure.getCause() instanceof CSVException;
        return invalid(syntax ? "is not valid CSV: a quotation mark is out of place" : "is not valid CSV");
    }

    private static ProblemException invalid(String detail) {
        return ProblemException.invalid("file", detail);
    }
}
