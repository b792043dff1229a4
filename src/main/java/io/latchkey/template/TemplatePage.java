package io.latchkey.template;

import java.util.List;

/**
 * A page of search results.
 *
 * @param total the number of results on all pages
 */
public record TemplatePage(List<TemplateLine> lines, long total) {}
