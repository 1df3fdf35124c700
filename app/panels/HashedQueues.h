// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace heddle {

// Many short queues, each under a number, in one piece of storage. Thread: one owner.
template <class Item>
class HashedQueues {
public:
    void push(std::uint64_t key, Item item) {
        const std::size_t place = m_free == none ? m_links.size() : m_free;
        if (m_free == none)
            m_links.push_back({std::move(item), none});
        else
            m_free = std::exchange(m_links[place], Link{std::move(item), none}).next;
        const auto [queue, isNew] = m_queues.try_emplace(key, Ends{place, place});
        if (isNew)
            return;
        m_links[queue->second.last].next = place;
        queue->second.last = place;
    }

    std::optional<Item> pop(std::uint64_t key) {
        const auto queue = m_queues.find(key);
        if (queue == m_queues.end())
            return std::nullopt;
        const std::size_t place = queue->second.first;
        Link& link = m_links[place];
        if (link.next == none)
            m_queues.erase(queue);
        else
            queue->second.first = link.next;
        link.next = std::exchange(m_free, place);
        return std::move(link.item);
    }

    bool isEmpty() const { return m_queues.empty(); }
    void clear() { *this = HashedQueues(); }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    struct Link {
        Item item;
        std::size_t next;
    };
    struct Ends {
        std::size_t first, last;
    };
    std::vector<Link> m_links;
    std::size_t m_free = none;                         // the first of those that hold nothing
    std::unordered_map<std::uint64_t, Ends> m_queues;  // none of them empty
};

}  // namespace heddle
