// SPDX-License-Identifier: MIT
#include "core/trace/FactsCode.h"

#include "core/event/Op.h"
#include "core/trace/FileLayout.h"

namespace heddle {
namespace {

enum class Defines : std::uint8_t { worker = 1, object = 2, site = 3 };

void record(ByteWriter& to, Defines kind, const ByteWriter& body) {
    to.byte(static_cast<std::uint8_t>(kind));
    to.field(body.bytes());
}

template <class Id>
Id readId(ByteReader& from, bool& isOk) {
    const std::uint64_t number = from.number();
    isOk = isOk && number <= idAtMost;
    return isOk ? Id{static_cast<std::uint32_t>(number)} : Id{};
}

// An enum that a newer Heddle may have added to; unknown ones become the first.
template <class Enum>
Enum readEnum(ByteReader& from, Enum last) {
    const std::uint64_t number = from.number();
    return number <= static_cast<std::uint64_t>(last) ? static_cast<Enum>(number) : Enum{};
}

bool takeWorker(ByteReader from, Names& into) {
    WorkerInfo worker;
    bool isOk = true;
    worker.id = readId<WorkerId>(from, isOk);
    worker.kind = readEnum(from, WorkerKind::thread);
    worker.depth = readEnum(from, Depth::system);
    worker.process = readId<ProcessId>(from, isOk);
    worker.parent = readId<WorkerId>(from, isOk);
    worker.handle = readId<ObjectId>(from, isOk);
    worker.pid = static_cast<std::int32_t>(from.signedNumber());
    worker.tid = static_cast<std::int32_t>(from.signedNumber());
    worker.path = from.text();
    isOk = isOk && from.ok();
    if (isOk)
        into.add(std::move(worker));
    return isOk;
}

bool takeObject(ByteReader from, Names& into) {
    ObjectInfo object;
    bool isOk = true;
    object.id = readId<ObjectId>(from, isOk);
    object.kind = readEnum(from, ObjectKind::last);
    object.maker = readId<WorkerId>(from, isOk);
    object.copyOf = readId<ObjectId>(from, isOk);
    object.peer = readId<ObjectId>(from, isOk);
    if (from.byte() != 0)
        object.capacity = from.signedNumber();
    object.firstOrder = static_cast<std::uint32_t>(from.number());
    object.path = from.text();
    isOk = isOk && from.ok();
    if (isOk)
        into.add(std::move(object));
    return isOk;
}

bool takeSite(ByteReader from, Names& into) {
    SiteInfo site;
    bool isOk = true;
    site.id = readId<SiteId>(from, isOk);
    site.line = static_cast<std::uint32_t>(from.number());
    site.file = from.text();
    site.function = from.text();
    isOk = isOk && from.ok();
    if (isOk)
        into.add(std::move(site));
    return isOk;
}

}  // namespace

void encode(const WorkerInfo& worker, ByteWriter& to) {
    ByteWriter body;
    body.number(worker.id.number);
    body.number(static_cast<std::uint64_t>(worker.kind));
    body.number(static_cast<std::uint64_t>(worker.depth));
    body.number(worker.process.number);
    body.number(worker.parent.number);
    body.number(worker.handle.number);
    body.signedNumber(worker.pid);
    body.signedNumber(worker.tid);
    body.text(worker.path);
    record(to, Defines::worker, body);
}

void encode(const ObjectInfo& object, ByteWriter& to) {
    ByteWriter body;
    body.number(object.id.number);
    body.number(static_cast<std::uint64_t>(object.kind));
    body.number(object.maker.number);
    body.number(object.copyOf.number);
    body.number(object.peer.number);
    body.byte(object.capacity ? 1 : 0);
    if (object.capacity)
        body.signedNumber(*object.capacity);
    body.number(object.firstOrder);
    body.text(object.path);
    record(to, Defines::object, body);
}

void encode(const SiteInfo& site, ByteWriter& to) {
    ByteWriter body;
    body.number(site.id.number);
    body.number(site.line);
    body.text(site.file);
    body.text(site.function);
    record(to, Defines::site, body);
}

void encode(const OutputLine& line, ByteWriter& to) {
    ByteWriter body;
    body.signedNumber(line.at.ns);
    body.signedNumber(line.stream);
    body.text(line.text);
    to.field(body.bytes());
}

void encode(const GrantRecord& grant, ByteWriter& to) {
    ByteWriter body;
    body.number(grant.worker.number);
    body.byte(grant.op);
    body.byte(grant.fires ? 1 : 0);
    body.number(grant.object.number);
    if (grant.events)
        body.number(*grant.events);
    to.field(body.bytes());
}

bool decodeDefinitions(std::span<const std::byte> bytes, Names& into) {
    ByteReader from(bytes);
    bool isOk = true;
    while (isOk && !from.atEnd()) {
        const auto kind = static_cast<Defines>(from.byte());
        const ByteReader body(from.field());
        switch (kind) {
        case Defines::worker:
            isOk = takeWorker(body, into);
            break;
        case Defines::object:
            isOk = takeObject(body, into);
            break;
        case Defines::site:
            isOk = takeSite(body, into);
            break;
        }
    }
    return isOk && from.ok();
}

bool decodeOutput(std::span<const std::byte> bytes, std::vector<OutputLine>& into) {
    ByteReader from(bytes);
    while (!from.atEnd()) {
        ByteReader body(from.field());
        OutputLine line;
        line.at = {body.signedNumber()};
        line.stream = static_cast<int>(body.signedNumber());
        line.text = body.text();
        if (!body.ok())
            return false;
        into.push_back(std::move(line));
    }
    return from.ok();
}

bool decodeGrants(std::span<const std::byte> bytes, std::vector<GrantRecord>& into) {
    ByteReader from(bytes);
    bool isOk = true;
    while (isOk && !from.atEnd()) {
        ByteReader body(from.field());
        GrantRecord grant;
        grant.worker = readId<WorkerId>(body, isOk);
        grant.op = body.byte();
        grant.fires = body.byte() != 0;
        grant.object = readId<ObjectId>(body, isOk);
        if (body.ok() && !body.atEnd())  // in an older file it ends here
            grant.events = body.number();
        isOk = isOk && body.ok() && grant.op < opCount;
        if (isOk)
            into.push_back(grant);
    }
    return isOk && from.ok();
}

}  // namespace heddle
