// SPDX-License-Identifier: MIT
// How a value becomes bytes that another process makes the same value of.
#pragma once

#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace heddle {

// Specialise for a type of yours: encode() and decode() as here. Ready: texts, whatever is trivially
// copyable (and holds no pointers: they mean nothing elsewhere), and std::optional of such.
template <class T>
struct Wire {
    static_assert(std::is_trivially_copyable_v<T> && !std::is_pointer_v<T>,
                  "specialise heddle::Wire<T> to send a T to another process");
    static std::string encode(const T& value) { return {reinterpret_cast<const char*>(&value), sizeof(T)}; }
    static T decode(std::string_view bytes) {
        alignas(T) char buffer[sizeof(T)] = {};
        std::memcpy(buffer, bytes.data(), bytes.size() < sizeof(T) ? bytes.size() : sizeof(T));
        T value;
        std::memcpy(static_cast<void*>(&value), buffer, sizeof(T));
        return value;
    }
};

template <>
struct Wire<std::string> {
    static std::string encode(const std::string& value) { return value; }
    static std::string decode(std::string_view bytes) { return std::string(bytes); }
};

template <class T>
struct Wire<std::optional<T>> {
    static std::string encode(const std::optional<T>& value) {
        std::string bytes(1, value ? '+' : '-');
        if (value)
            bytes += Wire<T>::encode(*value);
        return bytes;
    }
    static std::optional<T> decode(std::string_view bytes) {
        std::optional<T> value;
        if (!bytes.empty() && bytes.front() == '+')
            value.emplace(Wire<T>::decode(bytes.substr(1)));
        return value;
    }
};

}  // namespace heddle
