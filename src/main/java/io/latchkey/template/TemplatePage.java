package io.latchkey.template;

import java.util.List;

/**
 * A page of what a search has found.
 *
 * @param total how many there are on all pages
 */
public record TemplatePage(List<TemplateLine> lines, long total) {}
