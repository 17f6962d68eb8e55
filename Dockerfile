# One image, three commands: web (gunicorn), worker (manage.py work), one-off (manage.py migrate).
FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /srv/ocop
RUN python -m venv .venv
COPY requirements.lock .
RUN .venv/bin/pip install --require-hashes -r requirements.lock
COPY . .
# Static files are part of the release: they carry a hash in their name and are served by the web
# process itself. The secret here signs nothing that outlives this step.
RUN .venv/bin/python -m marketplace.kernel.texts \
    && DJANGO_SETTINGS_MODULE=marketplace.settings.demo \
       .venv/bin/python manage.py collectstatic --noinput -v0 \
    && rm -f var/secret_key

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --create-home ocop
WORKDIR /srv/ocop
COPY --from=build --chown=ocop:ocop /srv/ocop /srv/ocop
USER ocop
ENV PATH=/srv/ocop/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=marketplace.settings.production
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s CMD \
    python -c "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/livez', timeout=2)"
CMD ["gunicorn", "marketplace.wsgi", "--bind=0.0.0.0:8000", "--workers=4", "--threads=2", \
     "--timeout=30", "--max-requests=5000", "--max-requests-jitter=500", "--access-logfile=-"]
