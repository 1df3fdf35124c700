// SPDX-License-Identifier: MIT
#include "core/world/MessageLine.h"

#include <algorithm>
#include <utility>

namespace heddle {

MessageLine::Iterator& MessageLine::Iterator::operator++() {
    if (++m_place == m_line->m_blocks[m_block]->size()) {
        ++m_block;
        m_place = 0;
    }
    return *this;
}

MessageLine::Iterator MessageLine::Iterator::operator++(int) {
    Iterator old = *this;
    ++*this;
    return old;
}

MessageLine::Iterator MessageLine::begin() const {
    return m_size == 0 ? end() : Iterator{this, m_firstBlock, m_firstPlace};
}

void MessageLine::join(QueuedMessage message) {
    if (m_size == 0) {
        m_blocks.clear();
        m_firstBlock = m_firstPlace = 0;
    }
    if (m_blocks.empty() || m_blocks.back()->size() >= blockSize) {
        m_blocks.emplace_back(Block{});
        m_blocks.back().edit().reserve(blockSize);
    }
    m_blocks.back().edit().push_back(std::move(message));
    ++m_size;
}

void MessageLine::join(QueuedMessage message, std::size_t place) {
    if (place >= m_size)
        return join(std::move(message));
    std::size_t at = m_firstBlock;
    for (place += m_firstPlace; place >= m_blocks[at]->size(); ++at)
        place -= m_blocks[at]->size();
    const auto offset = static_cast<std::ptrdiff_t>(place);
    Block& block = m_blocks[at].edit();
    block.insert(block.begin() + offset, std::move(message));
    ++m_size;
    if (block.size() < 2 * blockSize)
        return;
    const auto half = block.begin() + static_cast<std::ptrdiff_t>(blockSize);
    Block second(std::make_move_iterator(half), std::make_move_iterator(block.end()));
    block.erase(half, block.end());
    if (at == m_firstBlock && m_firstPlace >= block.size()) {  // all of the first half has left
        m_firstPlace -= block.size();
        block = std::move(second);
        return;
    }
    m_blocks.emplace(m_blocks.begin() + static_cast<std::ptrdiff_t>(at) + 1, std::move(second));
}

void MessageLine::leave(Iterator at) {
    --m_size;
    if (at.m_block == m_firstBlock && at.m_place == m_firstPlace) {
        ++m_firstPlace;  // its block stays as it is, shared with the worlds in which it has not left
    } else {
        Block& block = m_blocks[at.m_block].edit();
        block.erase(block.begin() + static_cast<std::ptrdiff_t>(at.m_place));
        if (block.empty()) {
            m_blocks.erase(m_blocks.begin() + static_cast<std::ptrdiff_t>(at.m_block));
            return;
        }
    }
    if (m_firstPlace < m_blocks[m_firstBlock]->size())
        return;
    m_blocks[m_firstBlock++] = {};
    m_firstPlace = 0;
    if (m_firstBlock * 2 > m_blocks.size()) {
        m_blocks.erase(m_blocks.begin(), m_blocks.begin() + static_cast<std::ptrdiff_t>(m_firstBlock));
        m_firstBlock = 0;
    }
}

QueuedMessage* MessageLine::edit(MessageId message) {
    for (std::size_t block = m_blocks.size(); block-- > m_firstBlock;) {
        const std::size_t first = block == m_firstBlock ? m_firstPlace : 0;
        for (std::size_t place = m_blocks[block]->size(); place-- > first;)
            if ((*m_blocks[block])[place].message == message)
                return &m_blocks[block].edit()[place];
    }
    return nullptr;
}

const QueuedMessage& MessageLine::operator[](std::size_t place) const {
    std::size_t block = m_firstBlock;
    for (place += m_firstPlace; place >= m_blocks[block]->size(); ++block)
        place -= m_blocks[block]->size();
    return (*m_blocks[block])[place];
}

MessageLine::Iterator MessageLine::find(MessageId message) const {
    return std::find_if(begin(), end(), [&](const QueuedMessage& m) { return m.message == message; });
}

}  // namespace heddle
