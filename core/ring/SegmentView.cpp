// SPDX-License-Identifier: MIT
#include "core/ring/SegmentView.h"

#include "core/base/Check.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>

namespace heddle {
namespace {

constexpr std::uint32_t fewestRecords = 8;
constexpr std::uint32_t mostRecords = 1U << 20;  // 64 MiB for each ring; more is no ring of ours
constexpr int intentTries = 64;                  // a killed worker may have left the sequence odd for ever

// Its worker may be writing the word, which the sequence beside it tells; ThreadSanitizer does not know of
// that.
template <class Word>
__attribute__((no_sanitize("thread"))) Word glance(const Word& word) {
    return *const_cast<const volatile Word*>(&word);
}

Result<std::uint32_t> ringRecordsOf(const Attachment& attachment) {
    const std::string what = "attach process " + std::to_string(attachment.note.pid);
    if (attachment.isCutShort)
        return systemFailure(what, EMFILE);
    const int fd = attachment.segment.number();
    struct stat facts {};
    if (fstat(fd, &facts) != 0)
        return systemFailure(what);
    const int seals = fcntl(fd, F_GET_SEALS);
    if (seals < 0 || (seals & F_SEAL_SHRINK) == 0)
        return failure(what + ": its segment is not sealed against shrinking");
    if (facts.st_size < static_cast<off_t>(segmentBytes(fewestRecords)))
        return failure(what + ": its segment is too small");
    void* page = mmap(nullptr, sizeof(SegmentHeader), PROT_READ, MAP_SHARED, fd, 0);
    if (page == MAP_FAILED)
        return systemFailure(what + ": map its segment");
    SegmentHeader header{};
    std::memcpy(&header, page, sizeof header);
    munmap(page, sizeof(SegmentHeader));
    if (header.magic != segmentMagic)
        return failure(what + ": what it sent is no segment of Heddle's");
    if (header.version != layoutVersion)
        return failure(what + ": its segment has layout " + std::to_string(header.version) +
                       ", this Heddle reads " + std::to_string(layoutVersion));
    const std::uint32_t records = header.ringRecords;
    if (records < fewestRecords || records > mostRecords || (records & (records - 1)) != 0 ||
        header.slots != slotsPerSegment || facts.st_size != static_cast<off_t>(segmentBytes(records)))
        return failure(what + ": its segment's sizes do not fit together");
    if (header.process != attachment.note.process || header.pid != attachment.note.pid || header.process == 0)
        return failure(what + ": its segment names another process");
    return records;
}

}  // namespace

SlotState SlotView::state() const {
    const std::uint32_t word = m_slot->state.load(std::memory_order_acquire);  // partner: the worker's store
    return word <= static_cast<std::uint32_t>(SlotState::exiting) ? static_cast<SlotState>(word)
                                                                  : SlotState::running;
}

WorkerId SlotView::worker() const {
    return {glance(m_slot->worker)};
}

bool SlotView::isTaken() const {
    const SlotState now = state();
    return now != SlotState::empty && now != SlotState::ended;
}

bool SlotView::isHeldAtGate() const {
    return state() == SlotState::atGate && turn() == seenTurn();
}

bool SlotView::waitsInKernel() const {
    return m_slot->sleepsIn.load(std::memory_order_relaxed) != static_cast<std::uint32_t>(SleepsIn::turn);
}

bool SlotView::sleepsInKernel() const {
    return state() == SlotState::waiting &&
           m_slot->sleepsIn.load(std::memory_order_relaxed) == static_cast<std::uint32_t>(SleepsIn::kernel);
}

std::optional<IntentNow> SlotView::intent() const {
    const Intent& intent = m_slot->intent;
    for (int i = 0; i < intentTries; ++i) {
        const std::uint32_t before =
            intent.sequence.load(std::memory_order_acquire);  // partner: Operation::publish
        if (before % 2 != 0)
            continue;
        const std::uint8_t op = glance(intent.op), depth = glance(intent.depth), phase = glance(intent.phase);
        IntentNow now;
        now.operation = glance(intent.operation);
        now.parent = glance(intent.parent);
        now.object = {glance(intent.object)};
        now.site = {glance(intent.site)};
        now.mayTimeOut = glance(intent.mayTimeOut) != 0;
        now.message = {glance(intent.message)};
        now.startTicks = glance(intent.start);
        now.value = glance(intent.value);
        now.timeout = {glance(intent.timeoutNs)};
        now.state = state();
        std::atomic_thread_fence(std::memory_order_acquire);
        if (intent.sequence.load(std::memory_order_relaxed) != before)
            continue;
        if (op >= opCount || depth > static_cast<std::uint8_t>(Depth::system) ||
            phase > static_cast<std::uint8_t>(Phase::failed))
            return std::nullopt;
        now.op = static_cast<Op>(op);
        now.depth = static_cast<Depth>(depth);
        now.phase = static_cast<Phase>(phase);
        return now;
    }
    return std::nullopt;
}

Result<std::unique_ptr<SegmentView>> SegmentView::open(Attachment attachment) {
    const Result<std::uint32_t> records = ringRecordsOf(attachment);
    if (!records)
        return tl::unexpected(records.error());
    void* base = mmap(nullptr, segmentBytes(*records), PROT_READ | PROT_WRITE, MAP_SHARED,
                      attachment.segment.number(), 0);
    if (base == MAP_FAILED)
        return systemFailure("attach process " + std::to_string(attachment.note.pid) + ": map its segment");
    return std::unique_ptr<SegmentView>(
        new SegmentView(attachment.note, std::move(attachment.process), static_cast<char*>(base), *records));
}

SegmentView::SegmentView(AttachNote note, FileDescriptor process, char* base, std::uint32_t ringRecords)
    : m_note(note), m_process(std::move(process)), m_base(base), m_ringRecords(ringRecords) {}

SegmentView::~SegmentView() {
    letGo();
}

void SegmentView::letGo() {
    m_process.close();
    if (char* base = std::exchange(m_base, nullptr))
        munmap(base, segmentBytes(m_ringRecords));
}

bool SegmentView::isBroken() const {
    return isOpen() && glance(reinterpret_cast<const SegmentHeader*>(m_base)->isBroken) != 0;
}

SlotView SegmentView::slot(std::uint32_t number) const {
    HEDDLE_CHECK(isOpen() && number < slotsPerSegment);
    return {*reinterpret_cast<Slot*>(m_base + slotOffset(number)),
            reinterpret_cast<const Event*>(m_base + ringOffset(number, m_ringRecords)), m_ringRecords};
}

TakenSlots SegmentView::slots() const {
    return TakenSlots(*this);
}

SlotView TakenSlots::Iterator::operator*() const {
    return m_view->slot(m_number);
}

bool TakenSlots::Iterator::operator==(End) const {
    return !m_view->isOpen() || m_number == slotsPerSegment || !m_view->slot(m_number).wasTaken();
}

}  // namespace heddle
