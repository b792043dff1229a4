package io.latchkey.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a\n",
                "a,b,c\nd\n",
                "a\nb,c,d,\n",
                "a\r\n\r\nb,,\r\n",
                "a\rb,c\r",
                ",,,",
                "a;b;c,d\n",
                "a;b,c;d\n;;;;",
                "\"a,b\",c",
                "\"a\nb\",\"c\r\nd,e\",f\ng,h",
                "\"a\"\",\"\"b\",c\n\"\",d,\"\"\"\"",
                "a\",b,c\nd",
                "a\"\",\"b,c\"\nd,e\"",
                "\"a\" ,b",
            })
    void countsTheValuesThatAParserFinds(String text) throws IOException {
        CsvText csv = new CsvText(text);

        int longest = longestRow(csv);

        for (int limit = 1; limit < 10; limit++) {
            assertThat(csv.hasRowOfMoreThan(limit)).as("more than %s", limit).isEqualTo(longest > limit);
        }
    }

    private static int longestRow(CsvText csv) throws IOException {
        CSVFormat format =
                CSVFormat.RFC4180.builder().setDelimiter(csv.delimiter()).get();
        try (CSVParser rows = CSVParser.parse(new StringReader(csv.text()), format)) {
            return rows.stream().mapToInt(CSVRecord::size).max().orElse(0);
        }
    }
}
