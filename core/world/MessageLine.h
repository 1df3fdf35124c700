// SPDX-License-Identifier: MIT
// Messages in line: what a queue holds, what is under way in a pipe.
#pragma once

#include "core/base/Id.h"
#include "core/world/CopyOnWrite.h"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

namespace heddle {

struct QueuedMessage {
    MessageId message;
    std::int64_t value = 0;
    WorkerId sender;
    std::string text;
    bool isSentinel = false;
    bool isUnderWay = false;  // of a byte stream: more bytes of it may be sent
};

// A line in blocks that its copies share: a hundred thousand items are not copied because one leaves. Joining
// and leaving at the front cost the same however long it is. Thread: any (a value).
class MessageLine {
public:
    class Iterator {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = QueuedMessage;
        using difference_type = std::ptrdiff_t;
        using pointer = const QueuedMessage*;
        using reference = const QueuedMessage&;

        Iterator() = default;
        reference operator*() const { return (*m_line->m_blocks[m_block])[m_place]; }
        pointer operator->() const { return &**this; }
        Iterator& operator++();
        Iterator operator++(int);
        friend bool operator==(const Iterator&, const Iterator&) = default;

    private:
        friend class MessageLine;
        Iterator(const MessageLine* line, std::size_t block, std::size_t place)
            : m_line(line), m_block(block), m_place(place) {}
        const MessageLine* m_line = nullptr;
        std::size_t m_block = 0, m_place = 0;
    };

    void join(QueuedMessage message);  // at the back
    void join(QueuedMessage message,
              std::size_t place);            // ahead of the one that stands there, or at the back
    void leave(Iterator at);                 // from anywhere; iterators are invalid afterwards
    QueuedMessage* edit(MessageId message);  // the last of that identity; nullptr: not here

    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    const QueuedMessage& front() const { return *begin(); }    // of a line that is not empty
    const QueuedMessage& operator[](std::size_t place) const;  // steps over whole blocks
    Iterator begin() const;                                    // the next to leave
    Iterator end() const { return {this, m_blocks.size(), 0}; }
    Iterator find(MessageId message) const;  // end(): not here

private:
    static constexpr std::size_t blockSize = 64;
    using Block = std::vector<QueuedMessage>;
    std::vector<CopyOnWrite<Block>> m_blocks;  // from m_firstBlock on none is empty
    std::size_t m_firstBlock = 0;              // what lies before has left
    std::size_t m_firstPlace = 0;              // in the first block: what lies before has left
    std::size_t m_size = 0;
};

}  // namespace heddle
