// SPDX-License-Identifier: MIT
#include "core/trace/EventColumns.h"

#include "core/trace/FileLayout.h"

#include <array>
#include <optional>
#include <string_view>

namespace heddle {
namespace {

constexpr std::uint8_t hasMessage = 1, hasValue = 2, hasParent = 4, hasText = 8;  // bits of the column `has`

enum Column : std::size_t {
    has,
    op,
    phase,
    outcome,
    depth,
    flags,
    end,
    length,
    worker,
    object,
    order,
    operation,
    site,
    message,
    value,
    parent,
    textLength,
    texts,
    columnCount
};

// What the next event is expected to be like. Writer and reader teach it the same events, so it needs no
// storing. Tables are indexed by the low byte of an id: a clash costs a few bits, nothing else.
struct Expectation {
    template <class T>
    using ByLowByte = std::array<T, 256>;

    std::uint64_t end = 0, message = 0;
    std::uint32_t worker = 0;
    ByLowByte<std::uint32_t> objectOf{}, operationOf{}, orderOf{}, siteOf{};
    ByLowByte<std::uint64_t> valueOf{};

    static std::size_t low(std::uint32_t number) { return number & 0xff; }
    std::uint32_t& objectFor(const Event& e) {
        return objectOf[low(e.worker.number * 31 + std::uint32_t(e.op))];
    }
    std::uint32_t& operationFor(const Event& e) { return operationOf[low(e.worker.number)]; }
    std::uint32_t& orderFor(const Event& e) { return orderOf[low(e.object.number)]; }
    std::uint32_t& siteFor(const Event& e) { return siteOf[low(e.worker.number * 31 + std::uint32_t(e.op))]; }
    std::uint64_t& valueFor(const Event& e) { return valueOf[low(std::uint32_t(e.op))]; }
};

// Differences wrap around, as unsigned numbers do: every value has one, and adding it gives the value back.
std::int64_t difference(std::uint64_t now, std::uint64_t expected) {
    return static_cast<std::int64_t>(now - expected);
}
std::int64_t difference(std::uint32_t now, std::uint32_t expected) {
    return static_cast<std::int32_t>(now - expected);
}

using Columns = std::array<ByteWriter, columnCount>;

void encodeEvent(const Event& e, std::string_view text, Expectation& expect, Columns& to) {
    const auto number = [](std::int64_t n) { return static_cast<std::uint64_t>(n); };
    to[has].byte(static_cast<std::uint8_t>((e.message.isNone() ? 0 : hasMessage) |
                                           (e.value == 0 ? 0 : hasValue) | (e.parent == 0 ? 0 : hasParent) |
                                           (text.empty() ? 0 : hasText)));
    to[op].byte(static_cast<std::uint8_t>(e.op));
    to[phase].byte(static_cast<std::uint8_t>(e.phase));
    to[outcome].byte(static_cast<std::uint8_t>(e.outcome));
    to[depth].byte(static_cast<std::uint8_t>(e.depth));
    to[flags].byte(e.flags);
    to[end].signedNumber(difference(number(e.end), expect.end));
    to[length].signedNumber(difference(number(e.end), number(e.start)));
    to[worker].signedNumber(difference(e.worker.number, expect.worker));
    to[object].signedNumber(difference(e.object.number, expect.objectFor(e)));
    to[order].signedNumber(difference(e.order, expect.orderFor(e) + 1));
    to[operation].signedNumber(difference(e.operation, expect.operationFor(e) + 1));
    to[site].signedNumber(difference(e.site.number, expect.siteFor(e)));
    if (!e.message.isNone())
        to[message].signedNumber(difference(e.message.number, expect.message + 1));
    if (e.value != 0)
        to[value].signedNumber(difference(number(e.value), expect.valueFor(e)));
    if (e.parent != 0)
        to[parent].signedNumber(difference(e.operation, e.parent));
    if (!text.empty()) {
        to[textLength].number(text.size());
        to[texts].raw(text);
    }
}

void learn(const Event& e, Expectation& expect) {
    expect.end = static_cast<std::uint64_t>(e.end);
    expect.worker = e.worker.number;
    expect.objectFor(e) = e.object.number;
    if (e.order != 0)
        expect.orderFor(e) = e.order;
    expect.operationFor(e) = e.operation;
    expect.siteFor(e) = e.site.number;
    if (!e.message.isNone())
        expect.message = e.message.number;
    if (e.value != 0)
        expect.valueFor(e) = static_cast<std::uint64_t>(e.value);
}

using Readers = std::array<ByteReader, columnCount>;

Event decodeEvent(Readers& from, Expectation& expect, std::uint8_t present) {
    const auto plus = [](auto expected, std::int64_t more) {
        return static_cast<decltype(expected)>(expected + static_cast<decltype(expected)>(more));
    };
    Event e;
    e.op = static_cast<Op>(from[op].byte());
    e.phase = static_cast<Phase>(from[phase].byte());
    e.outcome = static_cast<Outcome>(from[outcome].byte());
    e.depth = static_cast<Depth>(from[depth].byte());
    e.flags = from[flags].byte();
    e.end = static_cast<std::int64_t>(plus(expect.end, from[end].signedNumber()));
    e.start = static_cast<std::int64_t>(static_cast<std::uint64_t>(e.end) -
                                        static_cast<std::uint64_t>(from[length].signedNumber()));
    e.worker.number = plus(expect.worker, from[worker].signedNumber());
    e.object.number = plus(expect.objectFor(e), from[object].signedNumber());
    e.order = plus(expect.orderFor(e) + 1, from[order].signedNumber());
    e.operation = plus(expect.operationFor(e) + 1, from[operation].signedNumber());
    e.site.number = plus(expect.siteFor(e), from[site].signedNumber());
    if (present & hasMessage)
        e.message.number = plus(expect.message + 1, from[message].signedNumber());
    if (present & hasValue)
        e.value = static_cast<std::int64_t>(plus(expect.valueFor(e), from[value].signedNumber()));
    if (present & hasParent)
        e.parent = e.operation - static_cast<std::uint32_t>(from[parent].signedNumber());
    return e;
}

// What everyone who reads events may rely on, whoever wrote the file.
bool isWellFormed(const Event& e) {
    constexpr std::int64_t farAway = std::int64_t{1}
                                     << 60;  // 36 years in ns, so that sums of times do not overflow
    return e.op <= Op::last && e.phase <= Phase::failed && e.outcome <= Outcome::error &&
           e.depth <= Depth::system && !(e.flags & Event::isDefinition) && e.worker.number <= idAtMost &&
           e.object.number <= idAtMost && e.site.number <= idAtMost && 0 <= e.start && e.start <= e.end &&
           e.end < farAway;
}

}  // namespace

void encodeEvents(const Chunk& chunk, std::size_t count, ByteWriter& to) {
    Columns columns;
    for (ByteWriter& column : columns)
        column.reserve(2 * count);
    Expectation expect;
    for (std::size_t i = 0; i < count; ++i) {
        encodeEvent(chunk.event(i), chunk.textView(i), expect, columns);
        learn(chunk.event(i), expect);
    }
    for (const ByteWriter& column : columns)
        to.field(column.bytes());
}

std::shared_ptr<const Chunk> decodeEvents(std::span<const std::byte> bytes, std::size_t count,
                                          std::int64_t stepsBefore, std::int64_t endBefore) {
    if (count > Chunk::capacity)
        return nullptr;
    ByteReader all(bytes);
    const auto readers = [&]<std::size_t... I>(std::index_sequence<I...>) {
        return Readers{((void)I, ByteReader(all.field()))...};
    };
    Readers from = readers(std::make_index_sequence<columnCount>());
    Expectation expect;
    auto chunk = std::make_shared<Chunk>(stepsBefore, endBefore);
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint8_t present = from[has].byte();
        const Event event = decodeEvent(from, expect, present);
        const auto text = from[texts].raw(present & hasText ? from[textLength].number() : 0);
        if (!isWellFormed(event) || text.size() > Event::textLimit)
            return nullptr;
        chunk->append(event, {reinterpret_cast<const char*>(text.data()), text.size()});
        learn(chunk->event(i), expect);
    }
    for (const ByteReader& column : from)
        if (!column.ok())
            return nullptr;
    return all.ok() ? chunk : nullptr;
}

}  // namespace heddle
