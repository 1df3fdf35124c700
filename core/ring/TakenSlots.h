// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace heddle {

class SegmentView;
class SlotView;

// Of a segment those slots that anybody ever took, for a loop over them. Thread: any.
class TakenSlots {
public:
    struct End {};
    class Iterator {
    public:
        explicit Iterator(const SegmentView& view) : m_view(&view) {}
        SlotView operator*() const;
        Iterator& operator++() { return ++m_number, *this; }
        bool operator==(End) const;  // there is no other

    private:
        const SegmentView* m_view;
        std::uint32_t m_number = 0;
    };
    explicit TakenSlots(const SegmentView& view) : m_view(view) {}
    Iterator begin() const { return Iterator(m_view); }
    static End end() { return {}; }

private:
    const SegmentView& m_view;
};

}  // namespace heddle
