SwaggerUIBundle({
  url: '/openapi',
  dom_id: '#api',
  deepLinking: true,
  docExpansion: 'none',
  filter: true,
  // A key in the browser's storage would outlive the visit.
  persistAuthorization: false,
  requestInterceptor: (request) => {
    if (request.loadSpec) {
      request.headers.Accept = 'application/json';
    }
    return request;
  },
});
