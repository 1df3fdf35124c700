// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/ExportFields.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QSpinBox>
#include <QStandardItemModel>

#include <array>
#include <limits>

namespace heddle {

namespace {

constexpr int mostPx = 32000, atTheStart = -1, atTheEnd = -1;

// The groups in which the forms are shown.
bool isIn(int group, const ExportForm& form) {
    switch (group) {
    case 0:
        return form.picture && !form.isFilm();
    case 1:
        return form.isFilm();
    default:
        return form.format && static_cast<int>(form.format->group) == group - 2;
    }
}

void addHeading(QComboBox& box, const QString& words) {
    box.addItem(words);
    auto* model = qobject_cast<QStandardItemModel*>(box.model());
    QStandardItem* heading = model->item(box.count() - 1);
    heading->setEnabled(false);
    QFont font = box.font();
    font.setBold(true);
    heading->setFont(font);
}

// Two lines high, whatever is said. Qt 6.4's form layout writes past its rows where one of them has a height
// for its width, as a label with a break in it has, and others are hidden.
QScrollArea* framed(QLabel& words) {
    auto* frame = new QScrollArea(words.parentWidget());
    frame->setWidget(&words);
    frame->setWidgetResizable(true);
    frame->setFrameShape(QFrame::NoFrame);
    frame->setFocusPolicy(Qt::NoFocus);
    frame->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    frame->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    frame->setFixedHeight(2 * words.fontMetrics().lineSpacing());
    frame->viewport()->setAutoFillBackground(false);
    words.setAutoFillBackground(false);
    return frame;
}

QString typed(double value) {
    return QString::number(value, 'g', 6);  // as the command line reads it, in any language
}

}  // namespace

ExportFields::ExportFields(const ExportStart& start, QWidget* parent)
    : QWidget(parent), m_form(choice("export.format")), m_range(choice("export.range")),
      m_depth(choice("export.depth")), m_theme(choice("export.theme")), m_show(choice("export.show")),
      m_axis(choice("export.axis")), m_rangeWords(new QLineEdit(this)), m_note(new QLineEdit(this)),
      m_what(new QLabel(this)), m_hasSource(new QCheckBox(tr("With the &files that its events name"), this)),
      m_width(number("export.width", 1, mostPx)), m_height(number("export.height", 0, mostPx)),
      m_framesPerSecond(number("export.fps", 1, mostFramesPerSecond)),
      m_openAt(number("export.at", atTheStart, start.steps)),
      m_instant(number("export.instant", atTheEnd, start.steps)), m_scale(factor("export.scale", 0.1, 8)),
      m_speed(factor("export.speed", 0.001, 1000)), m_rows(new QFormLayout(this)), m_size(new QWidget(this)),
      m_themeOfWindow(start.theme) {
    setUpForms();
    setUpRanges(start);
    setUpLook();
    setUpFilm();
    setUpPage(start);
    place();
    showForm();
    showRange();
}

QComboBox* ExportFields::choice(const char* name) {
    auto* box = new QComboBox(this);
    box->setObjectName(QString::fromLatin1(name));
    connect(box, &QComboBox::currentIndexChanged, this, &ExportFields::changed);
    return box;
}

QDoubleSpinBox* ExportFields::factor(const char* name, double least, double most) {
    auto* box = new QDoubleSpinBox(this);
    box->setObjectName(QString::fromLatin1(name));
    box->setDecimals(3);
    box->setRange(least, most);
    box->setValue(1);
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    connect(box, &QDoubleSpinBox::valueChanged, this, &ExportFields::changed);
    return box;
}

QSpinBox* ExportFields::number(const char* name, int least, int most) {
    auto* box = new QSpinBox(this);
    box->setObjectName(QString::fromLatin1(name));
    box->setRange(least, most);
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    connect(box, &QSpinBox::valueChanged, this, &ExportFields::changed);
    return box;
}

void ExportFields::setUpForms() {
    const std::array groups{tr("Pictures"),          tr("Films"),  tr("A page"),
                            tr("For trace viewers"), tr("Tables"), tr("Texts and graphs")};
    for (int group = 0; group < static_cast<int>(groups.size()); ++group) {
        addHeading(*m_form, groups[static_cast<std::size_t>(group)]);
        for (const ExportForm& form : exportForms())
            if (isIn(group, form))
                m_form->addItem(QString::fromUtf8(form.name().data(), static_cast<int>(form.name().size())));
    }
    m_form->setMaxVisibleItems(m_form->count());
    m_form->setCurrentIndex(1);
    m_what->setObjectName(QStringLiteral("export.what"));
    m_what->setProperty("role", "small");
    m_what->setWordWrap(true);
    connect(m_form, &QComboBox::currentIndexChanged, this, &ExportFields::showForm);
}

void ExportFields::setUpRanges(const ExportStart& start) {
    m_range->addItem(tr("The whole run"), QString());
    if (!start.inView.isEmpty())
        m_range->addItem(tr("What is in view"), start.inView);
    if (!start.selected.isEmpty())
        m_range->addItem(tr("The selected range"), start.selected);
    m_range->addItem(tr("From … to …"));
    m_rangeWords->setObjectName(QStringLiteral("export.rangeWords"));
    m_rangeWords->setProperty("role", "code");
    m_rangeWords->setPlaceholderText(tr("10..20 (steps), 1ms..2.5ms (time)"));
    connect(m_range, &QComboBox::currentIndexChanged, this, &ExportFields::showRange);
    connect(m_rangeWords, &QLineEdit::textChanged, this, &ExportFields::changed);
    m_depth->addItem(tr("All"), QStringLiteral("system"));
    m_depth->addItem(tr("Program"), QStringLiteral("program"));
    m_depth->addItem(tr("With library operations"), QStringLiteral("library"));
}

// A page can look as its reader's desktop does, a picture cannot; of high contrast only pictures are.
void ExportFields::fillThemes(bool isOfPage) {
    const int ofReader = m_theme->findData(QString());
    if (m_theme->count() > 0 && isOfPage == (ofReader >= 0))
        return;
    m_theme->clear();
    m_theme->addItem(tr("Light"), QStringLiteral("light"));
    m_theme->addItem(tr("Dark"), QStringLiteral("dark"));
    if (isOfPage)
        m_theme->addItem(tr("As the reader's desktop"), QString());
    else
        m_theme->addItem(tr("High contrast"), QStringLiteral("high-contrast"));
    m_theme->setCurrentIndex(m_theme->findData(isOfPage ? QString() : m_themeOfWindow));
}

void ExportFields::setUpLook() {
    m_show->addItem(tr("Timeline"), QStringLiteral("timeline"));
    m_show->addItem(tr("Stage"), QStringLiteral("stage"));
    m_show->addItem(tr("Stage and timeline"), QStringLiteral("both"));
    m_axis->addItem(tr("As the range"), QString());
    m_axis->addItem(tr("Steps"), QStringLiteral("steps"));
    m_axis->addItem(tr("Real time"), QStringLiteral("time"));
    m_instant->setSpecialValueText(tr("the end"));
    m_instant->setPrefix(tr("step "));
    m_instant->setValue(atTheEnd);
    m_height->setSpecialValueText(tr("as needed"));
    m_size->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto* row = new QHBoxLayout(m_size);
    row->setContentsMargins({});
    row->addWidget(m_width, 1);
    row->addWidget(new QLabel(QStringLiteral("×"), m_size));
    row->addWidget(m_height, 1);
    m_width->setAccessibleName(tr("Width"));
    m_height->setAccessibleName(tr("Height"));
}

void ExportFields::setUpFilm() {
    m_speed->setToolTip(tr("1 shows the whole run in about 20 s"));
    m_framesPerSecond->setValue(PictureTask().framesPerSecond);
}

void ExportFields::setUpPage(const ExportStart& start) {
    m_openAt->setSpecialValueText(tr("the start"));
    m_openAt->setPrefix(tr("step "));
    m_openAt->setValue(start.step);
    m_note->setObjectName(QStringLiteral("export.note"));
    m_note->setPlaceholderText(tr("is to be read when it opens"));
    m_hasSource->setObjectName(QStringLiteral("export.source"));
    m_hasSource->setChecked(true);
    connect(m_hasSource, &QCheckBox::toggled, this, &ExportFields::changed);
    connect(m_note, &QLineEdit::textChanged, this, &ExportFields::changed);
}

void ExportFields::place() {
    m_rows->setContentsMargins({});
    m_rows->addRow(tr("&Form"), m_form);
    m_rows->addRow(framed(*m_what));
    m_rows->addRow(tr("&Range"), m_range);
    m_rows->addRow(QString(), m_rangeWords);
    m_rows->addRow(tr("&Depth"), m_depth);
    m_rows->addRow(tr("&Show"), m_show);
    m_rows->addRow(tr("&Axis"), m_axis);
    m_rows->addRow(tr("&Instant"), m_instant);
    m_rows->addRow(tr("&Theme"), m_theme);
    m_rows->addRow(tr("Si&ze"), m_size);
    m_rows->addRow(tr("Pi&xels for each"), m_scale);
    m_rows->addRow(tr("S&peed"), m_speed);
    m_rows->addRow(tr("Pictures a se&cond"), m_framesPerSecond);
    m_rows->addRow(tr("&Opens at"), m_openAt);
    m_rows->addRow(tr("&Note"), m_note);
    m_rows->addRow(tr("Source"), m_hasSource);
    // What is left of the height is below them: they stand at one distance.
    m_rows->addItem(new QSpacerItem(0, 0, QSizePolicy::Minimum, QSizePolicy::Expanding));
    m_rangeWords->setAccessibleName(tr("From … to …"));
    setMinimumHeight(m_rows->sizeHint().height());  // of all rows: with fewer they would lie on each other
}

ExportForm ExportFields::form() const {
    return exportFormNamed(m_form->currentText().toStdString()).value_or(exportForms().front());
}

void ExportFields::showForm() {
    const ExportForm shown = form();
    const QByteArray what(shown.what().data(), static_cast<qsizetype>(shown.what().size()));
    m_what->setText(QCoreApplication::translate("heddle::Formats", what.constData()));
    if (std::exchange(m_usualDepth, shown.usualDepth()) != shown.usualDepth())
        m_depth->setCurrentIndex(shown.usualDepth() == Depth::program ? 1 : 0);
    m_rows->setRowVisible(m_theme, shown.hasTheme());
    m_rows->setRowVisible(m_show, shown.picture != nullptr);
    m_rows->setRowVisible(m_axis, shown.picture != nullptr);
    m_rows->setRowVisible(m_instant, shown.hasInstant() && !shown.isPage());
    m_rows->setRowVisible(m_size, shown.picture != nullptr);
    m_rows->setRowVisible(m_scale, shown.hasPixels());
    m_rows->setRowVisible(m_speed, shown.isFilm());
    m_rows->setRowVisible(m_framesPerSecond, shown.isFilm());
    m_rows->setRowVisible(m_openAt, shown.isPage());
    m_rows->setRowVisible(m_note, shown.isPage());
    m_rows->setRowVisible(m_hasSource, shown.isPage());
    fillThemes(shown.isPage());
    if (!shown.picture)
        return;
    const Result<PictureTask> usual = taskFrom({}, *shown.picture);
    m_width->setValue(usual->drawing.widthPx);
    m_show->setCurrentIndex(static_cast<int>(usual->drawing.shown));
}

void ExportFields::showRange() {
    const QVariant words = m_range->currentData();
    const bool isTyped = !words.isValid();
    m_rows->setRowVisible(m_rangeWords, m_range->currentIndex() > 0);
    m_rangeWords->setReadOnly(!isTyped);
    if (!isTyped)
        m_rangeWords->setText(words.toString());
}

ExportWishes ExportFields::wishes() const {
    const ExportForm shown = form();
    ExportWishes all;
    all.format = std::string(shown.name());
    all.range = m_rangeWords->text().trimmed().toStdString();
    all.depth = m_depth->currentData().toString().toStdString();
    if (shown.hasTheme())
        all.picture.theme = m_theme->currentData().toString().toStdString();
    if (shown.picture) {
        all.picture.show = m_show->currentData().toString().toStdString();
        all.picture.axis = m_axis->currentData().toString().toStdString();
        all.picture.size = std::to_string(m_width->value());
        if (m_height->value() > 0)
            all.picture.size += "x" + std::to_string(m_height->value());
    }
    if (shown.hasPixels())
        all.picture.scale = typed(m_scale->value()).toStdString();
    if (shown.isFilm()) {
        all.picture.speed = typed(m_speed->value()).toStdString();
        all.picture.fps = std::to_string(m_framesPerSecond->value());
    }
    if (shown.hasInstant() && !shown.isPage() && m_instant->value() != atTheEnd)
        all.openAt = m_instant->value();
    if (shown.isPage()) {
        all.note = m_note->text().toStdString();
        all.hasSource = m_hasSource->isChecked();
        if (m_openAt->value() != atTheStart)
            all.openAt = m_openAt->value();
    }
    return all;
}

}  // namespace heddle
