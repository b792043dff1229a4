-- Orders are known by their number in the organisation's shop; they need no other id. Every amount of an order is in its
-- currency.
CREATE TABLE customer_order (
    organisation_id      BIGINT                   NOT NULL REFERENCES organisation,
    external_order_id    VARCHAR(255)             NOT NULL,
    total_cost           NUMERIC(23, 8)           NOT NULL,
    status               VARCHAR(40)              NOT NULL,
    placed_at            TIMESTAMP WITH TIME ZONE NOT NULL,
    -- ISO 4217.
    currency             VARCHAR(3)               NOT NULL,
    external_customer_id VARCHAR(255),
    email                VARCHAR(255),
    phone                VARCHAR(255),
    first_name           VARCHAR(255),
    last_name            VARCHAR(255),
    shipping             NUMERIC(23, 8),
    discount             NUMERIC(23, 8),
    taxes                NUMERIC(23, 8),
    restore_url          VARCHAR(2000),
    status_description   VARCHAR(2000),
    store_id             VARCHAR(255),
    source               VARCHAR(255),
    delivery_method      VARCHAR(255),
    payment_method       VARCHAR(255),
    delivery_address     VARCHAR(2000),
    -- A JSON object.
    additional_info      VARCHAR(65535),
    created_at           TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at           TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (organisation_id, external_order_id)
);

CREATE TABLE customer_order_item (
    organisation_id   BIGINT         NOT NULL,
    external_order_id VARCHAR(255)   NOT NULL,
    -- The place in the order's list, from 0.
    place             INTEGER        NOT NULL,
    external_item_id  VARCHAR(255)   NOT NULL,
    name              VARCHAR(2000),
    category          VARCHAR(2000),
    quantity          NUMERIC(23, 8) NOT NULL,
    cost              NUMERIC(23, 8),
    url               VARCHAR(2000),
    image_url         VARCHAR(2000),
    description       VARCHAR(65535),
    PRIMARY KEY (organisation_id, external_order_id, place),
    FOREIGN KEY (organisation_id, external_order_id) REFERENCES customer_order ON DELETE CASCADE
);
