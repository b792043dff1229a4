package io.latchkey.contact;

import io.latchkey.channel.ChannelType;
import io.latchkey.database.SqlValues;
import io.latchkey.rest.PageRequest;
import io.latchkey.rest.PageResponse;
import io.latchkey.segment.Segment;
import io.latchkey.segment.Segments;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds pages of contact ids. Each search scans one index in the order of the ids and stops at the end of the
 * page, so that its cost does not grow with the organisation.
 */
@Singleton
class ContactSearch {

    private final EntityManager entities;
    private final ContactFinder finder;
    private final Segments segments;

    @Inject
    ContactSearch(EntityManager entities, ContactFinder finder, Segments segments) {
        this.entities = entities;
        this.finder = finder;
        this.segments = segments;
    }

    /** Returns the ids of the contacts that meet all criteria. */
    PageResponse<Long> search(long organisationId, ContactCriteria criteria, PageRequest page) {
        Optional<Segment> segment = segment(organisationId, criteria);
        if (criteria.namesGroup() && segment.isEmpty()) {
            return PageResponse.of(List.of(), page.limit(), 0);
        }
        if (segment.isPresent() && !criteria.identifies()) {
            return members(segment.get(), page);
        }
        Conditions conditions = new Conditions("contact c", "c.id");
        conditions.add("c.organisation_id = ?", organisationId);
        if (criteria.identifies()) {
            Set<Long> ids = identified(organisationId, criteria);
            if (ids.isEmpty()) {
                return PageResponse.of(List.of(), page.limit(), 0);
            }
            conditions.add("c.id IN (" + SqlValues.placeholders(ids.size()) + ")", ids.toArray());
        }
        criteria.firstName().ifPresent(name -> conditions.add("c.first_name_key = ?", Contact.nameKey(name)));
        criteria.lastName().ifPresent(name -> conditions.add("c.last_name_key = ?", Contact.nameKey(name)));
        segment.ifPresent(list -> conditions.add(
                "EXISTS (SELECT 1 FROM segment_member m WHERE m.segment_id = ? AND m.contact_id = c.id)", list.id()));
        return page(conditions, page);
    }

    /**
     * Returns at most {@code limit} ids of the organisation's contacts that follow an id, in ascending order.
     */
    List<Long> following(long organisationId, long after, int limit) {
        return entities.createQuery(
                        "SELECT c.id FROM Contact c WHERE c.organisationId = :organisation AND c.id > :after ORDER BY c.id",
                        Long.class)
                .setParameter("organisation", organisationId)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Returns the ids of the segment's members. */
    PageResponse<Long> members(Segment segment, PageRequest page) {
        Conditions conditions = new Conditions("segment_member m", "m.contact_id");
        conditions.add("m.segment_id = ?", segment.id());
        return page(conditions, page);
    }

    private Optional<Segment> segment(long organisationId, ContactCriteria criteria) {
        return criteria.groupId().isPresent()
                ? criteria.groupId().flatMap(id -> segments.find(organisationId, id))
                : criteria.groupName().flatMap(name -> segments.find(organisationId, name));
    }

    /** Returns the contacts that match all of the identifying criteria. */
    private Set<Long> identified(long organisationId, ContactCriteria criteria) {
        List<Set<Long>> found = new ArrayList<>();
        criteria.ids().ifPresent(ids -> found.add(new LinkedHashSet<>(ids)));
        criteria.email().ifPresent(email -> found.add(owner(organisationId, ChannelType.EMAIL, email)));
        criteria.sms().ifPresent(sms -> found.add(owner(organisationId, ChannelType.SMS, sms)));
        criteria.externalCustomerId()
                .ifPresent(id -> found.add(finder.idOfExternalCustomer(organisationId, id)
                        .map(Set::of)
                        .orElse(Set.of())));
        Set<Long> common = new LinkedHashSet<>(found.get(0));
        found.forEach(common::retainAll);
        return common;
    }

    private Set<Long> owner(long organisationId, ChannelType type, String address) {
        return type.parse(address)
                .flatMap(parsed -> finder.channel(organisationId, type, parsed))
                .map(channel -> Set.of(channel.contactId()))
                .orElse(Set.of());
    }

    @SuppressWarnings("unchecked")
    private PageResponse<Long> page(Conditions conditions, PageRequest page) {
        Query rows = SqlValues.bind(
                entities.createNativeQuery(conditions.pageSql()),
                conditions.parametersAnd(page.after(), page.offset(), page.limit() + 1));
        Query count = SqlValues.bind(
                entities.createNativeQuery(conditions.countSql()),
                conditions.parametersAnd(PageResponse.MAX_TOTAL + 1));
        long total = ((Number) count.getSingleResult()).longValue();
        return PageResponse.of((List<Long>) rows.getResultList(), page.limit(), total);
    }

    /** The conditions of a search over one table, with their parameters. */
    private static final class Conditions {

        private final String table;
        private final String id;
        private final List<String> conditions = new ArrayList<>();
        private final List<Object> parameters = new ArrayList<>();

        Conditions(String table, String id) {
            this.table = table;
            this.id = id;
        }

        void add(String condition, Object... values) {
            conditions.add(condition);
            parameters.addAll(List.of(values));
        }

        String pageSql() {
            return "SELECT " + id + matching() + " AND " + id + " > ? ORDER BY " + id
                    + " OFFSET ? ROWS FETCH NEXT ? ROWS ONLY";
        }

        String countSql() {
            return "SELECT COUNT(*) FROM (SELECT " + id + matching() + " FETCH FIRST ? ROWS ONLY) found";
        }

        private String matching() {
            return " FROM " + table + " WHERE " + String.join(" AND ", conditions);
        }

        /** Returns the parameters of the conditions, followed by those of the rest of the statement. */
        List<Object> parametersAnd(Object... rest) {
            List<Object> all = new ArrayList<>(parameters);
            all.addAll(List.of(rest));
            return all;
        }
    }
}
