// SPDX-License-Identifier: MIT
// What an exported database consists of. docs/SQLITE.md explains it, with questions to ask.
#pragma once

namespace heddle {

inline constexpr const char* sqliteTables = R"(
PRAGMA user_version = 1;
CREATE TABLE run (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE workers (
  id INTEGER PRIMARY KEY, path TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, depth TEXT NOT NULL,
  parent INTEGER REFERENCES workers, process INTEGER, handle INTEGER REFERENCES objects, pid INTEGER, tid INTEGER);
CREATE TABLE objects (
  id INTEGER PRIMARY KEY, path TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
  maker INTEGER REFERENCES workers, copy_of INTEGER REFERENCES objects, peer INTEGER REFERENCES objects,
  capacity INTEGER);
CREATE TABLE sites (id INTEGER PRIMARY KEY, file TEXT NOT NULL, line INTEGER NOT NULL, function TEXT NOT NULL);
CREATE TABLE events (
  id INTEGER PRIMARY KEY, step INTEGER, start_ns INTEGER NOT NULL, end_ns INTEGER NOT NULL,
  worker INTEGER REFERENCES workers, object INTEGER REFERENCES objects, op TEXT NOT NULL, phase TEXT NOT NULL,
  outcome TEXT NOT NULL, depth TEXT NOT NULL, message INTEGER, value INTEGER NOT NULL, text,
  site INTEGER REFERENCES sites, operation INTEGER NOT NULL, parent INTEGER, sentence TEXT NOT NULL);
CREATE TABLE messages (
  id INTEGER PRIMARY KEY, sender INTEGER REFERENCES workers, sent_event INTEGER REFERENCES events, sent_ns INTEGER,
  receiver INTEGER REFERENCES workers, received_event INTEGER REFERENCES events, received_ns INTEGER, text);
CREATE TABLE verdicts (kind TEXT NOT NULL, severity TEXT NOT NULL, step INTEGER, sentence TEXT NOT NULL);
CREATE TABLE output (at_ns INTEGER NOT NULL, stream INTEGER NOT NULL, text);
)";

// Made when the tables are full, which is quicker.
inline constexpr const char* sqliteViews = R"(
CREATE INDEX events_by_worker ON events (worker, operation);
CREATE INDEX events_by_object ON events (object);
CREATE VIEW story AS
  SELECT e.id, e.step, e.end_ns / 1e6 AS ms, w.name AS worker, o.name AS object, e.op, e.phase, e.outcome, e.depth,
         e.message, e.value, e.text, s.file, s.line, e.sentence
  FROM events e LEFT JOIN workers w ON w.id = e.worker LEFT JOIN objects o ON o.id = e.object
                LEFT JOIN sites s ON s.id = e.site;
CREATE VIEW transfers AS
  SELECT m.id AS message, a.name AS sender, b.name AS receiver, o.name AS object, m.sent_ns, m.received_ns,
         m.received_ns - m.sent_ns AS flight_ns, m.text
  FROM messages m LEFT JOIN workers a ON a.id = m.sender LEFT JOIN workers b ON b.id = m.receiver
                  LEFT JOIN events e ON e.id = m.sent_event LEFT JOIN objects o ON o.id = e.object;
CREATE VIEW waits AS
  SELECT w.name AS worker, o.name AS object, b.op, min(b.end_ns) AS since_ns,
         coalesce(e.end_ns, (SELECT max(end_ns) FROM events)) AS until_ns,
         coalesce(e.end_ns, (SELECT max(end_ns) FROM events)) - min(b.end_ns) AS waited_ns,
         e.id AS ended_by, e.outcome
  FROM events b LEFT JOIN events e ON e.worker = b.worker AND e.operation = b.operation
                                  AND e.phase IN ('done', 'failed')
                LEFT JOIN workers w ON w.id = b.worker LEFT JOIN objects o ON o.id = b.object
  WHERE b.phase = 'waits' GROUP BY b.worker, b.operation;
CREATE VIEW operations AS
  SELECT op, count(*) AS done FROM events WHERE phase = 'done' AND depth = 'program' GROUP BY op;
)";

}  // namespace heddle
